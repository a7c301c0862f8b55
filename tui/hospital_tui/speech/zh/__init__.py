"""The words of the program in Chinese, a file for each place where they are said."""
