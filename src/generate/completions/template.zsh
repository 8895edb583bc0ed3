#compdef sandbox-errors
# zsh completion for sandbox-errors. It starts no program: a Tab costs no start of Node.

# @lists

_sandbox-errors-at-file() {
  compset -P '*@' && _files
}

_sandbox-errors-form-file() {
  if compset -P '*='; then
    _files
  else
    compadd -S '' -- "$@"
  fi
}

_sandbox-errors() {
  local curcontext="$curcontext" context state state_descr line ret=1
  local -A opt_args
  _arguments -C \
    # @options
    '1: :_sandbox-errors-command' \
    '*:: :->arguments' && ret=0
  [[ $state == arguments ]] || return ret
  curcontext="${curcontext%:*:*}:sandbox-errors-$line[1]:"
  case $line[1] in
    # @commands
  esac
  return ret
}

if [[ $funcstack[1] == _sandbox-errors ]]; then
  _sandbox-errors "$@"
else
  compdef _sandbox-errors sandbox-errors
fi
