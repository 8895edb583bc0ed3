# drive.zsh <folder of completions>: reads command lines; types each with a Tab into a zsh of its own, prints what is
# offered, then `.`.
zmodload zsh/zpty
zpty inner 'TERM=dumb zsh -f -i'
zpty -w inner "PROMPT='ask:' RPROMPT= COLUMNS=200 LISTMAX=9999; fpath=(${(q)1} \$fpath); autoload -Uz compinit; compinit -u -D"
# Whatever is offered passes compadd; -O, -A and -D only ask it to sort out.
zpty -w inner 'compadd() { if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi; local -a hits; builtin compadd -A hits "$@"; local hit; for hit in $hits; do print -r -- "<hit:$hit>"; done; builtin compadd "$@"; }'
zpty -w inner 'bindkey "^I" complete-word; print DO"NE"'
# Before it asks, the terminal's own line editing is on, and takes keys away.
zpty -r inner seen '*DONE*ask:*'
while IFS= read -r line; do
  zpty -w -n inner "$line"$'\t\C-u print DO"NE"\n'
  zpty -r inner seen '*DONE*ask:*'
  for row in ${(f)seen}; do
    [[ $row == *'<hit:'*'>'* ]] && print -r -- ${${row##*<hit:}%%>*}
  done
  print .
done
zpty -d inner
