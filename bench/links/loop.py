"""What studio scripts do: `loop.py LIST DESTINATION`, with the same list as limit.c."""

import os
import sys

_, source, destination = sys.argv
with open(source) as lines:
    for line in lines:
        name, tab, text = line.rstrip("\n").partition("\t")
        path = os.path.join(destination, name)
        if tab:
            os.symlink(text, path)
        else:
            os.mkdir(path)
