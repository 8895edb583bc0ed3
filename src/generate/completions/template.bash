# bash completion for sandbox-errors (bash 3.2 and later).
# It starts no program: a Tab costs no start of Node.

# @lists

# The options of a command; without one, what can stand first.
_sandbox_errors_options() {
  case $1 in
    # @options
  esac
}

# What the value of a command's option is: words, or what begins with a colon. False where the option takes none.
_sandbox_errors_value() {
  case $1 in
    # @values
  esac
  return 1
}

# What the argument of a command at a position is, counted from 0.
_sandbox_errors_argument() {
  case "$1 $2" in
    # @arguments
    *) echo ":nothing" ;;
  esac
}

# Offers each line of standard input. Without compopt (bash 3.2) the space behind a word is ours to add.
_sandbox_errors_add() {
  local word
  while IFS= read -r word; do
    [ -n "$word" ] || continue
    type compopt >/dev/null 2>&1 || word="$word "
    COMPREPLY[${#COMPREPLY[@]}]=$word
  done
}

# Offers files. Where it can, readline does it: it knows quotes and folders best.
_sandbox_errors_files() {
  local file
  if ! type compopt >/dev/null 2>&1; then
    _sandbox_errors_quoted_files "" "$1" "$word"
  elif [ "${#COMPREPLY[@]}" -eq 0 ]; then
    compopt -o default
  else
    while IFS= read -r file; do
      [ -n "$file" ] || continue
      compopt -o filenames
      COMPREPLY[${#COMPREPLY[@]}]=$file
    done <<< "$(compgen -f -- "$1")"
  fi
}

# Offers files, each behind a prefix, with the quotes and the space that they need; the third argument is the whole word.
_sandbox_errors_quoted_files() {
  local file
  if type compopt >/dev/null 2>&1; then compopt -o nospace; fi
  while IFS= read -r file; do
    [ -n "$file" ] || continue
    if [ -d "$file" ]; then file=$file/; fi
    # Within quotes of the user's own, which stay open, nothing needs more of them.
    case $3 in [\"\']*) ;; *)
      file=$(printf '%q' "$file")
      if [ "${file%/}" = "$file" ]; then file="$file "; fi
      ;;
    esac
    file=$1$file
    COMPREPLY[${#COMPREPLY[@]}]=$file
  done <<< "$(compgen -f -- "$2")"
}

# Offers what a place holds: words, and files too where it ends with :file.
_sandbox_errors_offer() {
  local place=$1 text=$2 form
  case $place in
    :nothing) ;;
    ":formFile "*)
      case $word in
        *=*) _sandbox_errors_files "$text" ;;
        *)
          if type compopt >/dev/null 2>&1; then compopt -o nospace; fi
          while IFS= read -r form; do
            [ -z "$form" ] || COMPREPLY[${#COMPREPLY[@]}]=$form
          done <<< "$(compgen -W "${place#* }" -- "$text")"
          ;;
      esac
      ;;
    :atFile) case $text in @*) _sandbox_errors_quoted_files @ "${text#@}" "$word" ;; esac ;;
    *)
      case $place in :file) ;; *) _sandbox_errors_add <<< "$(compgen -W "${place%:file}" -- "$text")" ;; esac
      case $place in *:file) _sandbox_errors_files "$text" ;; esac
      ;;
  esac
}

# Offers the command that stands behind --, then its files.
_sandbox_errors_rest() {
  if [ "$1" -eq 0 ]; then
    _sandbox_errors_add <<< "$(compgen -c -- "$2")"
  else
    _sandbox_errors_files "$2"
  fi
}

_sandbox_errors() {
  local IFS=$' \t\n' text=${2-} line=$COMP_LINE command="" option="" rest=-1 count=0 last=-1 i piece word place
  local -a words
  COMPREPLY=()
  # The words as they were typed: bash from 4 on has them apart at = and @, bash 3.2 has not.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    piece=${COMP_WORDS[i]}
    if [ -n "$piece" ] && [ "$last" -ge 0 ] && [ -z "${line%%"$piece"*}" ]; then
      words[last]=${words[last]}$piece
    else
      last=$((last + 1))
      words[last]=$piece
    fi
    line=${line#*"$piece"}
  done
  for ((i = 1; i < last; i++)); do
    word=${words[i]}
    if [ "$rest" -ge 0 ]; then
      rest=$((rest + 1))
    elif [ -n "$option" ]; then
      option=
    elif [ "$word" = -- ]; then
      rest=0
    elif [ "${word#-}" != "$word" ]; then
      if _sandbox_errors_value "$command" "$word" >/dev/null; then option=$word; fi
    elif [ -z "$command" ]; then
      command=$word
    else
      count=$((count + 1))
    fi
  done
  word=${words[last]}
  if [ "$rest" -ge 0 ]; then
    case " $_sandbox_errors_wrappers " in *" $command "*) _sandbox_errors_rest "$rest" "$text" ;; esac
  elif [ -n "$option" ]; then
    _sandbox_errors_offer "$(_sandbox_errors_value "$command" "$option")" "$text"
  elif [ "${word#--*=}" != "$word" ]; then
    # Where = is no break of words any more, what is offered would take the option's place.
    if [ "$text" != "$word" ] && place=$(_sandbox_errors_value "$command" "${word%%=*}"); then
      _sandbox_errors_offer "$place" "$text"
    fi
  elif [ -z "$command" ] || [ "${word#-}" != "$word" ]; then
    _sandbox_errors_add <<< "$(compgen -W "$(_sandbox_errors_options "$command")" -- "$text")"
  else
    _sandbox_errors_offer "$(_sandbox_errors_argument "$command" "$count")" "$text"
  fi
}

if type compopt >/dev/null 2>&1; then
  complete -F _sandbox_errors sandbox-errors
else
  complete -o nospace -F _sandbox_errors sandbox-errors
fi
