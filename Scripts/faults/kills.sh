# Kills each verb that writes, in turn: at a random moment of its run, or in the middle of a random one of
# its writes. The memory must hold the state before or after, pass the check, and be of use. One that a
# kill left as it was is killed again; one that it changed is made anew.

declare -A command=(
  [import]="import $folder/1.tsv" [add]="add Kalimat_baru. A_new_sentence."
  [edit]="edit 3 --target Edited" [delete]="delete 4 5 6")
verbs=(import add edit delete)
declare -A after span writes count kept_old kept_new

for verb in "${verbs[@]}"; do
  copy=$folder/$verb.sqlite
  cp "$base" "$copy"
  strike "count:$folder/count"
  start=$(date +%s%N)
  "${struck[@]}" ${command[$verb]} --quiet --memory "$copy"
  span[$verb]=$((($(date +%s%N) - start) / 1000))
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

memory=$folder/killed.sqlite
RANDOM=7
cp "$base" "$memory"
for ((done = 0; done < kills; )); do
  verb=${verbs[done % 4]}
  if kill_once "$verb" "$memory"; then
    # What a kill left of the log tells how far the command had come.
    stage=started
    if [ -s "$memory-wal" ]; then stage=logged; fi
    now=$(contents "$memory")
    case $now in
      "$before") kept=old; kept_old[$verb]=$((${kept_old[$verb]:-0} + 1)) ;;
      "${after[$verb]}") kept=new; kept_new[$verb]=$((${kept_new[$verb]:-0} + 1)) ;;
      *) fail "kill $done, of $verb: neither the state before nor the state after" ;;
    esac
    count[$verb/$stage/$kept]=$((${count[$verb/$stage/$kept]:-0} + 1))
    expect 0 well "$padan" doctor --check --memory "$memory"
    done=$((done + 1))
    if [ "$kept" = old ]; then continue; fi
  fi
  rm -f "$memory"*
  cp "$base" "$memory"
done
for verb in "${verbs[@]}"; do
  echo "kills        $verb: ${kept_old[$verb]:-0} left the state before" \
    "(${count[$verb/started/old]:-0} before the first write, ${count[$verb/logged/old]:-0} within)," \
    "${kept_new[$verb]:-0} the state after" \
    "(${count[$verb/logged/new]:-0} before the log was taken in, ${count[$verb/started/new]:-0} later)"
done
