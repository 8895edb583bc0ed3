# PowerShell completion for sandbox-errors (5.1 and later). It starts no program: a Tab costs no start of Node.

Register-ArgumentCompleter -Native -CommandName 'sandbox-errors' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $lists = @{
        # @lists
    }
    # Kind: 'flag' takes no value; 'free' takes one that nobody can guess; 'words' and 'file' are completed, a
    # 'formFile' is a file behind a form and =.
    $options = @{
        # @options
    }
    $arguments = @{
        # @arguments
    }
    $wrappers = @(
        # @wrappers
    )

    function Write-Words($items, $prefix, $text) {
        foreach ($item in $items) {
            $word, $tip = $item -split '\|', 2
            if ($word.StartsWith($text, [StringComparison]::Ordinal)) {
                [System.Management.Automation.CompletionResult]::new("$prefix$word", $word, 'ParameterValue', $tip)
            }
        }
    }

    function Write-Files($prefix, $text) {
        foreach ($file in [System.Management.Automation.CompletionCompleters]::CompleteFilename($text)) {
            [System.Management.Automation.CompletionResult]::new(
                "$prefix$($file.CompletionText)", $file.ListItemText, $file.ResultType, $file.ToolTip)
        }
    }

    function Write-Value($option, $prefix, $text) {
        if ($option.Kind -eq 'words') { Write-Words $option.Words $prefix $text }
        elseif ($option.Kind -eq 'file') { Write-Files $prefix $text }
        elseif ($option.Kind -eq 'formFile') {
            if ($text -match '^([^=]+=)(.*)$') { Write-Files "$prefix$($Matches[1])" $Matches[2] }
            else { Write-Words $option.Words $prefix $text }
        }
    }

    $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
    $command = ''
    $position = 0
    $pending = $null
    $rest = $false
    foreach ($word in $before) {
        if ($rest) { continue }
        if ($null -ne $pending) { $pending = $null }
        elseif ($word -eq '--') { $rest = $true }
        elseif ($word.StartsWith('-')) {
            $pending = $options[$command] | Where-Object { $_.Flag -ceq $word -and $_.Kind -ne 'flag' } | Select-Object -First 1
        }
        elseif ($command -eq '' -and $options.ContainsKey($word)) { $command = $word }
        else { $position++ }
    }

    # Behind -- another command stands: nothing at all makes PowerShell complete files.
    if ($rest -and $wrappers -contains $command) { return }

    $results = @(
        if ($rest) { }
        elseif ($null -ne $pending) { Write-Value $pending '' $wordToComplete }
        elseif ($wordToComplete -match '^(--[^=]+)=(.*)$') {
            $flag, $text = $Matches[1], $Matches[2]
            $option = $options[$command] | Where-Object { $_.Flag -ceq $flag } | Select-Object -First 1
            if ($null -ne $option) { Write-Value $option "$flag=" $text }
        }
        elseif ($wordToComplete.StartsWith('-')) {
            foreach ($option in $options[$command]) { Write-Words @("$($option.Flag)|$($option.Text)") '' $wordToComplete }
        }
        elseif ($command -eq '') { Write-Words $lists['command'] '' $wordToComplete }
        else {
            foreach ($argument in $arguments[$command]) {
                if ($argument.Position -ge 0 -and $argument.Position -ne $position) { continue }
                foreach ($list in $argument.Lists) { Write-Words $lists[$list] '' $wordToComplete }
                if ($argument.Files) { Write-Files '' $wordToComplete }
            }
        }
    )
    # An empty text keeps PowerShell from completing files where none go.
    if ($results.Count -eq 0) { '' } else { $results }
}
