#!/usr/bin/env python3
"""include_direction.py ROOT | --self-test: includes point one way.

The folders are listed from what is below to what is above. A file includes its own folder and the folders before it; the
public headers and the store stand alone. Specs and main.cpp see the public headers only, as a user's spec does.
"""
import pathlib
import re
import sys
import tempfile

PUBLIC, VOCABULARY, STORE = "engine/include/pessimist", "engine/vocabulary", "engine/store"
ORDER = [PUBLIC, VOCABULARY, STORE, "engine/world", "reductions", "engine/search", "engine/trace", "engine/verdict", "engine/report",
         "engine/suite", "engine/explore", "engine/cli"]
ROOTS = ["engine/include", "engine", ""]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def folder_of(path):
    """The folder of the order that holds a path (relative to the root), `specs` or `main`, or None."""
    text = path.as_posix()
    if text == "engine/main.cpp":
        return "main"
    for folder in ORDER + ["specs"]:
        if text.startswith(folder + "/"):
            return folder
    return None


def allowed(folder):
    if folder in ("specs", "main"):
        return [PUBLIC]
    if folder in (PUBLIC, STORE):
        return [folder]
    return ORDER[:ORDER.index(folder) + 1]


def resolve(root, file, quote, text):
    """The file of this tree that an include names, relative to the root; None if it names none."""
    starts = [root / start for start in ROOTS]
    if quote == '"':
        starts.insert(0, file.parent)
    for start in starts:
        found = (start / text).resolve()
        if found.is_file() and found.is_relative_to(root):
            return found.relative_to(root)
    return None


def violations_in(root, file):
    path = file.relative_to(root)
    folder = folder_of(path)
    if folder is None:
        return [f"{path}: lies in no folder of the order ({', '.join(ORDER)})"]
    found = []
    source = file.read_text(encoding="utf-8")
    for match in INCLUDE.finditer(source):
        quote, text = match.groups()
        where = f"{path}:{source.count(chr(10), 0, match.start(1)) + 1}"
        target = resolve(root, file, quote, text)
        if target is None:
            if quote == '"':
                found.append(f'{where}: "{text}" names no file of this tree')
        elif folder_of(target) not in allowed(folder):
            found.append(f"{where}: {folder} may not include {text}; it may include {', '.join(allowed(folder))}")
    return found


def violations(root):
    root = root.resolve()
    files = [file for top in ("engine", "specs", "reductions") for file in sorted((root / top).rglob("*.?pp"))]
    return [violation for file in files for violation in violations_in(root, file)]


def self_test():
    clean = {
        "engine/include/pessimist/pessimist.hpp": "#include <vector>\n#include <pessimist/id.hpp>\n",
        "engine/include/pessimist/id.hpp": "#pragma once\n",
        "engine/vocabulary/id.cpp": "#include <pessimist/id.hpp>\n",
        "engine/store/log.hpp": '#include <boost/unordered/unordered_flat_map.hpp>\n#include "log_entry.hpp"\n',
        "engine/store/log_entry.hpp": "",
        "engine/world/world.hpp": '#include <pessimist/id.hpp>\n#include "store/log.hpp"\n',
        "reductions/sleep.hpp": '#include "world/world.hpp"\n',
        "engine/search/search.cpp": '#include "reductions/sleep.hpp"\n#include "../world/world.hpp"\n',
        "engine/cli/check.cpp": '#include "search/search.cpp"\n',
        "engine/main.cpp": "#include <pessimist/pessimist.hpp>\n",
        "specs/paxos.cpp": "#include <pessimist/pessimist.hpp>\n",
    }
    planted = {  # file: the line that makes it wrong
        "engine/include/pessimist/id.hpp": '#include "store/log.hpp"',
        "engine/vocabulary/id.cpp": '#include "store/log.hpp"',
        "engine/store/log.hpp": "#include <pessimist/id.hpp>",
        "engine/world/world.hpp": '  #  include "search/search.cpp"',
        "reductions/sleep.hpp": '#include "../engine/search/search.cpp"',
        "engine/search/search.cpp": "#include <cli/check.cpp>",
        "engine/cli/check.cpp": '#include "cli/no_such_file.hpp"',
        "engine/main.cpp": '#include "cli/check.cpp"',
        "specs/paxos.cpp": '#include "world/world.hpp"',
        "engine/elsewhere/new.cpp": "",
    }
    for wrong in [None, *planted]:
        with tempfile.TemporaryDirectory() as scratch:
            files = dict(clean)
            if wrong:
                files[wrong] = files.get(wrong, "") + planted[wrong] + "\n"
            for name, text in files.items():
                file = pathlib.Path(scratch, name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            found = violations(pathlib.Path(scratch))
            if len(found) != (1 if wrong else 0) or (wrong and not found[0].startswith(wrong)):
                sys.exit(f"self-test: planted in {wrong}: {found}")


def main():
    if sys.argv[1] == "--self-test":
        self_test()
    elif found := violations(pathlib.Path(sys.argv[1])):
        sys.exit("\n".join(found))


main()
