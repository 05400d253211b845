# Kills each verb that writes, in turn: at a random moment of its run, or in the middle of a random one of
# its writes. The memory must hold the state before or after, pass the check, and be of use. One that a
# kill left as it was is killed again; one that it changed is made anew.

declare -A command=(
  [import]="import $folder/1.tsv" [add]="add Kalimat_baru. A_new_sentence."
  [edit]="edit 3 --target Edited" [delete]="delete 4 5 6"
  [create]="import $folder/1.tsv")  # into a memory that is not there yet
verbs=(import add edit delete)
killed=(import add edit delete create)
declare -A after span writes stages kept

# Makes a verb's memory as it is before.
start() {
  rm -f "$2"*
  if [ "$1" != create ]; then cp "$base" "$2"; fi
}

for verb in "${killed[@]}"; do
  copy=$folder/$verb.sqlite
  start "$verb" "$copy"
  strike "count:$folder/count"
  began=$(date +%s%N)
  "${struck[@]}" ${command[$verb]} --quiet --memory "$copy"
  span[$verb]=$((($(date +%s%N) - began) / 1000))
  writes[$verb]=$(cat "$folder/count")
  after[$verb]=$(contents "$copy")
done

# Starts a verb on a memory and kills it; false where it came to its end first.
kill_once() {
  local verb=$1 memory=$2 process moment
  if ((RANDOM % 2)); then
    strike "kill:$((1 + RANDOM % writes[$verb]))"
    "${struck[@]}" ${command[$verb]} --quiet --memory "$memory" &
    process=$!
  else
    "$padan" ${command[$verb]} --quiet --memory "$memory" &
    process=$!
    # The first quarter goes into the start of the program.
    moment=$((span[$verb] / 4 + (RANDOM * 32768 + RANDOM) % (span[$verb] * 3 / 4)))
    sleep "$((moment / 1000000)).$(printf %06d $((moment % 1000000)))"
    kill -9 "$process" 2>/dev/null || true
  fi
  ! wait "$process" 2>/dev/null
}

# Which of its two states a kill left a memory in: `old` or `new`. A memory that was only being made has
# no units, or is none yet, and the same command makes it.
state() {
  local now
  now=$(contents "$2" 2>/dev/null || true)
  if [ "$now" = "${after[$1]}" ]; then
    echo new
  elif [ "$1" = create ]; then
    ! "$padan" lookup "$sentence" --min 50 --memory "$2" >&2 \
      && "$padan" ${command[create]} --quiet --memory "$2" \
      && [ "$(contents "$2")" = "${after[create]}" ] && echo old
  else
    [ "$now" = "$before" ] && echo old
  fi
}

RANDOM=7
for verb in "${killed[@]}"; do start "$verb" "$folder/$verb.sqlite"; done
for ((done = 0; done < kills; )); do
  verb=${killed[done % ${#killed[@]}]}
  memory=$folder/$verb.sqlite
  if kill_once "$verb" "$memory"; then
    # What a kill left of the log, or of a memory that has no name yet, tells how far the command had come.
    stage=started
    if [ -s "$memory-wal" ] || [ -e "$memory.padan.part" ]; then stage=logged; fi
    left=$(state "$verb" "$memory" 2>/dev/null) \
      || fail "kill $done, of $verb: neither the state before nor the state after"
    kept[$verb/$left]=$((${kept[$verb/$left]:-0} + 1))
    stages[$verb/$stage/$left]=$((${stages[$verb/$stage/$left]:-0} + 1))
    expect 0 well "$padan" doctor --check --memory "$memory"
    done=$((done + 1))
    if [ "$left" = old ] && [ "$verb" != create ]; then continue; fi
  fi
  start "$verb" "$memory"
done
for verb in "${killed[@]}"; do
  echo "kills        $verb: ${kept[$verb/old]:-0} left the state before" \
    "(${stages[$verb/started/old]:-0} before the first write, ${stages[$verb/logged/old]:-0} within)," \
    "${kept[$verb/new]:-0} the state after" \
    "(${stages[$verb/logged/new]:-0} before the log was taken in, ${stages[$verb/started/new]:-0} later)"
done
for verb in "${killed[@]}"; do  # whole again: other parts copy them
  start "$verb" "$folder/$verb.sqlite"
  "$padan" ${command[$verb]} --quiet --memory "$folder/$verb.sqlite"
done

# An early end by a signal says what is true: either nothing was kept, or it is there.
memory=$folder/ended.sqlite ended=0
for ((n = 1; n <= 24; n++)); do
  # Most of them near the end, where the memory gets its name.
  moment=$((n <= 8 ? n * writes[create] / 9 : writes[create] - 24 + n))
  start create "$memory"
  strike "term:$((moment < 1 ? 1 : moment))"
  found=0
  "${struck[@]}" ${command[create]} --memory "$memory" >"$folder/out" 2>&1 || found=$?
  case $found in
    0) ;;
    143)
      ended=$((ended + 1))
      if grep -q "nothing was kept" "$folder/out"; then
        [ -z "$(compgen -G "$memory*")" ] || fail "said to keep nothing, and left $(ls "$memory"*)"
        continue
      fi
      ;;
    *) fail "an end at write $moment: exit code $found: $(cat "$folder/out")" ;;
  esac
  [ "$(contents "$memory")" = "${after[create]}" ] || fail "an end at write $moment: $(cat "$folder/out")"
done
echo "ends         $ended of 24 runs that make a memory ended by a signal: what they said of it is true"
