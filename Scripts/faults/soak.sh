# Three readers, two writers, care and backups on one memory for some time, started from nothing at once.
# What was acknowledged must be there, and no error may be one that the documents do not name.

memory=$folder/soak.sqlite
end=$((SECONDS + soak))
acknowledged=$folder/acknowledged
mkdir "$acknowledged"
errors=$folder/errors
>"$errors"

# Runs a command of a process; 0 where it was done. A memory that is not there yet, or that another process is
# writing to, is a documented answer; anything else is noted.
attempt() {
  local who=$1 code=0
  shift
  "$padan" "$@" --memory "$memory" >"$folder/out.$who" 2>&1 || code=$?
  echo "$who $code" >>"$folder/count.$who"
  case $code in
    0 | 1) return $code ;;
    5) grep -qE "another process is writing|no such memory" "$folder/out.$who" && return 5 ;;
  esac
  echo "$who: $*: exit code $code: $(tail -3 "$folder/out.$who")" >>"$errors"
  return 5
}

writer() {
  local n=0
  while [ $SECONDS -lt $end ]; do
    n=$((n + 1))
    if ((n % 3)); then
      if attempt "writer$1" add "Kalimat w$1n$n tentang beras." "Sentence w$1n$n on rice."; then
        echo "w$1n$n" >>"$acknowledged/$1"
      fi
    else
      printf "Impor w$1n${n}p%d tentang harga.\tImport on prices.\n" 1 2 3 >"$folder/writer$1.tsv"
      if attempt "writer$1" import "$folder/writer$1.tsv"; then
        printf "w$1n${n}p%d\n" 1 2 3 >>"$acknowledged/$1"
      fi
    fi
  done
}

# Looks up what the first writer was last told to be there.
reader() {
  local last
  while [ $SECONDS -lt $end ]; do
    last=$(grep -v p "$acknowledged/1" 2>/dev/null | tail -1 || true)
    if [ -n "$last" ]; then
      attempt "reader$1" lookup "Kalimat $last tentang beras." --min 100 || [ $? = 5 ] \
        || echo "reader$1: $last was acknowledged and is not found" >>"$errors"
    fi
    attempt "reader$1" stats || true
    attempt "reader$1" export --format tsv --quiet || true
  done
}

care() {
  local verb
  while [ $SECONDS -lt $end ]; do
    for verb in --check --vacuum --rebuild-index; do
      attempt care doctor "$verb" || [ $? = 5 ] || echo "care: $(cat "$folder/out.care")" >>"$errors"
    done
  done
}

# Each backup is well, and has what was acknowledged before it began.
backups() {
  local before
  while [ $SECONDS -lt $end ]; do
    before=$(cat "$acknowledged"/* 2>/dev/null || true)
    if attempt backup backup --force "$folder/soak-backup.sqlite"; then
      "$padan" doctor --check --quiet --memory "$folder/soak-backup.sqlite" >>"$errors" || true
      "$padan" export --format tsv --quiet --memory "$folder/soak-backup.sqlite" >"$folder/backup.tsv"
      missing "$folder/backup.tsv" "$before" >>"$errors"
    fi
  done
}

# Which acknowledged names a table does not have.
missing() {
  comm -13 <(grep -oE 'w[0-9]n[0-9]+(p[0-9])?' "$1" | sort -u) <(grep . <<<"$2" | sort -u) \
    | sed 's/$/ was acknowledged and is lost/'
}

pids=()
for n in 1 2; do writer $n & pids+=($!); done
for n in 1 2 3; do reader $n & pids+=($!); done
care & pids+=($!)
backups & pids+=($!)
wait "${pids[@]}" || true

[ ! -s "$errors" ] || fail "$(wc -l <"$errors") errors: $(head -20 "$errors")"
"$padan" export --format tsv --quiet --memory "$memory" >"$folder/all.tsv"
lost=$(missing "$folder/all.tsv" "$(cat "$acknowledged"/*)")
[ -z "$lost" ] || fail "$lost"
expect 0 well "$padan" doctor --check --memory "$memory"
echo "soak         $soak s, $(cat "$folder"/count.* | wc -l) commands, $(cat "$acknowledged"/* | wc -l) pairs" \
  "acknowledged and there; $(grep -hc ' 5$' "$folder"/count.* | paste -sd+ | bc) times the memory was not free"
