"""How both Python scripts read the table: numbers as they are, groups and categories as categories."""

from lessons.kit.code.model import TakeModel


def read(model: TakeModel, groups: tuple[str, ...]) -> str:
    """The lines that make `data`, and `means` where group means are regressed."""
    lines = [f'data = pd.read_csv("{model.table}")']
    lines += [f'data["{name}"] = data["{name}"].astype("category")' for name in groups]
    for name, levels in model.categories.items():
        lines.append(f"# The categories of {name} are compared with the first one named here.")
        lines.append(f'data["{name}"] = pd.Categorical(data["{name}"].astype(str), categories={list(levels)})')
    if model.aggregate_by:
        columns = ", ".join(f'"{name}"' for name in (model.outcome, *model.predictors))
        lines.append(f'means = data.groupby("{model.aggregate_by}")[[{columns}]].mean()  # one row a group')
    return "\n".join(lines) + "\n"
