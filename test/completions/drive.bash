# drive.bash <script> <mode>: reads blocks of `line`, `text` and words up to an empty line; prints what is offered, then `.`.
# Mode `old` takes compopt away, as in bash 3.2.
if [ "$2" = old ]; then
  enable -n compopt 2>/dev/null
else
  asked=
  compopt() { asked="$asked $*"; }
fi
set -u
. "$1"
while IFS= read -r COMP_LINE; do
  IFS= read -r text
  COMP_WORDS=()
  while IFS= read -r word && [ "$word" != "" ]; do
    if [ "$word" = "<empty>" ]; then word=; fi
    COMP_WORDS[${#COMP_WORDS[@]}]=$word
  done
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  COMP_POINT=${#COMP_LINE}
  asked=
  _sandbox_errors sandbox-errors "$text" ""
  for ((i = 0; i < ${#COMPREPLY[@]}; i++)); do echo "${COMPREPLY[i]}"; done
  # What readline then does itself.
  if [ ${#COMPREPLY[@]} -eq 0 ] && [ "${asked# -o default}" != "$asked" ]; then compgen -f -- "$text"; fi
  echo .
done
