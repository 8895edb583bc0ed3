# fish completion for sandbox-errors. It starts no program: a Tab costs no start of Node.

# @lists

# The words of a command that stands behind --.
function __sandbox_errors_rest
    set -l words (commandline -opc)
    set -l at (contains -i -- -- $words); or return 1
    string join \n -- $words[(math $at + 1)..-1]
    return 0
end

# True where the first word that is no option is one of these, and no -- came yet.
function __sandbox_errors_in
    set -l words (commandline -opc)[2..-1]
    contains -- -- $words; and return 1
    for word in $words
        string match -q -- '-*' $word; and continue
        contains -- $word $argv
        return
    end
    return 1
end

# True where no command was given yet.
function __sandbox_errors_first
    not string match -qv -- '-*' (commandline -opc)[2..-1]
end

# True where none of these words was given yet.
function __sandbox_errors_without
    for word in (commandline -opc)[2..-1]
        contains -- $word $argv; and return 1
    end
    return 0
end

# Files behind an @.
function __sandbox_errors_at_file
    set -l parts (string match -r '^([^@]*@)(.*)$' -- (commandline -ct)); or return
    for file in (__fish_complete_path $parts[3])
        echo $parts[2]$file
    end
end

# Forms, and files behind a form and =.
function __sandbox_errors_form_file
    set -l parts (string match -r '^([^=]*=)(.*)$' -- (commandline -ct)); or begin
        string join \n -- $argv
        return
    end
    for file in (__fish_complete_path $parts[3])
        echo $parts[2]$file
    end
end

# What completes the command behind --.
function __sandbox_errors_complete_rest
    complete -C (string join ' ' -- (string escape -- (__sandbox_errors_rest)) (commandline -ct))
end

complete -c sandbox-errors -f
# @options
# @commands
