"""The words of the program in English, a file for each place where they are said."""
