"""The nine divisions of the US census and their states of 1930 (48 and the District of Columbia)."""

DIVISIONS = {
    "New England": "Maine, New Hampshire, Vermont, Massachusetts, Rhode Island, Connecticut",
    "Middle Atlantic": "New York, New Jersey, Pennsylvania",
    "East North Central": "Ohio, Indiana, Illinois, Michigan, Wisconsin",
    "West North Central": "Minnesota, Iowa, Missouri, North Dakota, South Dakota, Nebraska, Kansas",
    "South Atlantic": "Delaware, Maryland, District of Columbia, Virginia, West Virginia, North Carolina, "
    "South Carolina, Georgia, Florida",
    "East South Central": "Kentucky, Tennessee, Alabama, Mississippi",
    "West South Central": "Arkansas, Louisiana, Oklahoma, Texas",
    "Mountain": "Montana, Idaho, Wyoming, Colorado, New Mexico, Arizona, Utah, Nevada",
    "Pacific": "Washington, Oregon, California",
}

DIVISION_OF = {state: division for division, states in DIVISIONS.items() for state in states.split(", ")}
