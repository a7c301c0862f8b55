"""Sources into a library: found, parsed by workers, written a batch at a time; and the same followed from outside.

`job` does it in this process, `child` has `hospital-tui add` do it and follows its `events`.
"""
