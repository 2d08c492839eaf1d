"""What is said when a model cannot be fitted."""


class FitError(ValueError):
    """Input that no model can be fitted to, in one plain sentence."""
