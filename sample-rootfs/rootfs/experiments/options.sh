# What the experiments share: reading their options. Sourced, not run.

name=${0##*/}

fail() {
    echo "$name: $*" >&2
    exit 2
}

# bytes 10m: prints 10485760
bytes() {
    number=${1%[kKmMgG]}
    case $number in
        '' | *[!0-9]*) fail "not a size: $1 (use 512k, 10m or 2g)" ;;
    esac
    case $1 in
        *[kK]) echo $((number * 1024)) ;;
        *[mM]) echo $((number * 1024 * 1024)) ;;
        *[gG]) echo $((number * 1024 * 1024 * 1024)) ;;
        *) echo "$number" ;;
    esac
}

mebibytes() {
    echo $(($1 / 1048576))
}

# whole --threads 2: fails unless the second is a whole number
whole() {
    case $2 in
        '' | *[!0-9]*) fail "not a whole number: $1 $2" ;;
    esac
}

# seconds --pause 0.5: fails unless the second is a number of seconds
seconds() {
    case $2 in
        '' | . | *[!0-9.]* | *.*.*) fail "not a number of seconds: $1 $2" ;;
    esac
}

# Reads "--option value" or "--option=value" into the variable "option" for those in $options, and answers --help
# with usage(), which the experiment defines.
read_options() {
    while [ $# -gt 0 ]; do
        case $1 in
            -h | --help)
                usage
                exit 0
                ;;
            --*=*)
                value=${1#*=}
                option=${1%%=*}
                shift
                ;;
            --*)
                [ $# -gt 1 ] || fail "$1 needs a value, or is unknown (see $name --help)"
                option=$1
                value=$2
                shift 2
                ;;
            *) fail "unknown argument: $1 (see $name --help)" ;;
        esac
        case " $options " in
            *" ${option#--} "*) eval "${option#--}=\$value" ;;
            *) fail "unknown option: $option (see $name --help)" ;;
        esac
    done
}

# Hundredths of a second since the host started; nothing where /proc is missing.
now() {
    if read -r uptime _ 2>/dev/null </proc/uptime; then
        echo "${uptime%.*}${uptime#*.}"
    fi
}

# report BYTES START: says how long it took since START, a now()
report() {
    end=$(now)
    if [ -n "$end" ]; then
        took=$((end - $2))
        printf '%d MiB in %d.%02d s\n' "$(mebibytes "$1")" $((took / 100)) $((took % 100))
    else
        echo "$(mebibytes "$1") MiB"
    fi
}
