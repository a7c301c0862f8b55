"""Read Chinese newspaper features on hospitals in the terminal, and take their figures along."""

__version__ = "0.1.0"
