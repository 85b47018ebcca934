#compdef switchback
# switchback: completion for zsh, made from the --help of its commands and stages (@program@)

local command=$words[2] table='@options@' line
local -a specs fields
if ((CURRENT == 2)); then
    compadd @commands@ help --help --version
    return
fi
if [[ $command == help ]]; then
    compadd @commands@
    return
fi
for line in ${(f)table}; do
    fields=("${(@ps:\t:)line}")
    [[ $fields[1] == $command ]] || continue
    line="*$fields[2]${fields[3]:+=}[${${fields[4]//\[/(}//\]/)}]"
    case $fields[3] in
        '') ;;
        DIR) line+=":directory:_files -/" ;;
        'NAME|FILE') line+=":mapping:{compadd @presets@; _files}" ;;
        CLASS) line+=":class:(release internal both)" ;;
        YYYY-MM*) line+=":month:(previous)" ;;
        *FILE*) line+=":file:_files" ;;
        *) line+=":${fields[3]//:/ }: " ;;
    esac
    [[ $fields[2] == --* ]] || line=${line/=\[/\[}
    specs+=("$line")
done
words=("$words[1]" "${(@)words[3,-1]}")
((CURRENT--))
_arguments -S "$specs[@]" '*:file:_files'
