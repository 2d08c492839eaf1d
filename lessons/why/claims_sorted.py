"""Research questions to sort into kinds of claims, each with the reason that settles it."""

from lessons.kit import Claim, Right, Single, Sort, Wrong

BINS = ("micro", "macro", "macro-micro", "micro-macro", "cross-level")

FIRST = Sort(
    "kinds",
    "What kind of claim is it?",
    BINS,
    (
        Claim("Does family income shape a pupil's motivation?", "micro", "Both are the pupil's own."),
        Claim("Does public spending raise a country's average performance?", "macro", "Both are the country's."),
        Claim(
            "Do girls do better in girls' schools than girls elsewhere?",
            "macro-micro",
            "Girls are compared with girls: what kind of school it is, above, bears on marks, below. Girls' schools "
            "have no boys, so an arrow from gender could not be seen to change there.",
        ),
        Claim(
            "Does a teacher's efficacy move pupils' motivation?",
            "macro-micro",
            "From the teacher, above, to each pupil.",
        ),
        Claim(
            "Do restless pupils wear their teacher out?", "micro-macro", "From pupils, below, to their teacher, above."
        ),
        Claim(
            "Is the gap between the pay of women and of men another one in large firms?",
            "cross-level",
            "Gender and earnings are the worker's; the firm, above, changes the arrow between them.",
        ),
    ),
    "every claim about people is a micro claim",
)
SECOND = Sort(
    "more",
    "And these? Ask first what level 1 is.",
    BINS,
    (
        Claim("Do larger firms pay more?", "macro-micro", "Size is the firm's, pay the worker's."),
        Claim(
            "Does a large firm pay off in some occupations more than in others?",
            "cross-level",
            "The arrow from a worker's occupation to earnings depends on the firm.",
        ),
        Claim(
            "Does the leadership of a team shape how its members develop?",
            "macro-micro",
            "One leader above, many who develop below.",
        ),
        Claim(
            "Does the morale of a workplace decide who leaves it?",
            "macro-micro",
            "Morale here is the workplace's; leaving is a person's act.",
        ),
        Claim(
            "Are friends less close where a person has many?",
            "macro-micro",
            "Level 1 is a friendship, level 2 the person: the size of a network is the person's, closeness the "
            "friendship's.",
        ),
        Claim(
            "Does a family's history bear on who becomes alcohol dependent?",
            "macro-micro",
            "One history for the family, an outcome for each member.",
        ),
    ),
    "a person is always level 1",
)
LIMITS = Single(
    "limits",
    "A macro-micro claim is tested with 2,000 pupils of 8 classes. What limits it most?",
    (
        Right("There are 8 classes.", "x has 8 values. More pupils of the same classes add no ninth."),
        Wrong(
            "There are 2,000 pupils.", "That is plenty for what differs among pupils, and x does not.", "rows are cases"
        ),
        Wrong(
            "Nothing: the outcome is measured on pupils.",
            "The claim is as well founded as its thinner end, and that is x.",
            "the level of the outcome is the level of the evidence",
        ),
    ),
)
AVERAGE = Single(
    "average",
    "You want to test a micro claim and average x and y over each class first. What have you got?",
    (
        Right("A macro claim.", "Both ends have moved up, and the slope between classes may be another one."),
        Wrong(
            "The same claim with less noise.", "Averaging moved it to another level.", "aggregation only removes noise"
        ),
        Wrong(
            "A macro-micro claim.",
            "For that y would have to stay with the pupils.",
            "group averages of y are still about units",
        ),
    ),
)
CROSS = Single(
    "cross",
    "“The more effective the teacher, the less income matters.” Which number of the model answers?",
    (
        Right("The one of the product of x and z.", "It says by how much the slope of x changes with z."),
        Wrong(
            "The one of z.",
            "That moves the level of a class and leaves its slope alone.",
            "a cross-level claim is answered by a main effect",
        ),
        Wrong(
            "The variance of the slopes.",
            "It says that slopes differ, not with what.",
            "slope variance is a cross-level effect",
        ),
    ),
)
QUESTIONS = (LIMITS, AVERAGE, CROSS)
