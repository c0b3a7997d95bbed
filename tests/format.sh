#!/bin/bash
# format.sh --dry-run -Werror: is every C++ file formatted?   format.sh -i: format them.
set -euo pipefail
cd "$(dirname "$0")/.."
folders=()
for folder in engine specs reductions tests; do
  if [[ -d $folder ]]; then folders+=("$folder"); fi
done
find "${folders[@]}" -type f \( -name '*.cpp' -o -name '*.hpp' \) -print0 | xargs -0 clang-format "$@"
