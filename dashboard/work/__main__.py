"""`python -m dashboard.work` is a child process: it takes calls from its standard input until that ends."""

from dashboard.work.hand import serve

serve()
