# Several processes at once. An import that reads a pipe holds the memory as long as the pipe is open.

memory=$folder/shared.sqlite
cp "$base" "$memory"
new_sentence="Harga beras ke-7 di pasar nomor 1 naik lagi hari ini."
units() { "$padan" stats --memory "$memory" --format json | grep -oP '"units":\K[0-9]+(?=,"occurrences")'; }

mkfifo "$folder/pipe"
"$padan" import - --type tsv --quiet --memory "$memory" <"$folder/pipe" & import=$!
exec 3>"$folder/pipe"
head -n 100 "$folder/1.tsv" >&3
# While it goes on, another writes in vain: it waits, and is told. What it wants changes nothing, so that
# it may be asked until the import has begun.
found=1
until [ "$found" = 5 ]; do
  kill -0 "$import" || fail "the import of a pipe ended before the pipe"
  "$padan" delete 999999 --memory "$memory" 2>"$folder/second" && found=0 || found=$?
  [ "$found" != 0 ] || fail "a unit was deleted that is not there"
done
grep -q "$memory: another process is writing" "$folder/second" || fail "$(cat "$folder/second")"
# Readers see the state before it, and need not wait.
readers=()
for ((n = 0; n < 4; n++)); do
  {
    "$padan" lookup "$sentence" --memory "$memory" | grep -q "Rice 0 7"
    if "$padan" lookup "$new_sentence" --min 100 --memory "$memory"; then exit 1; fi
    [ "$(units)" = "$old" ]
  } >/dev/null & readers+=($!)
done
for reader in "${readers[@]}"; do wait "$reader" || fail "a reader saw half an import, or nothing"; done
tail -n +101 "$folder/1.tsv" >&3
exec 3>&-
wait "$import" || fail "the import that others waited for failed"
[ "$(contents "$memory")" = "${after[import]}" ] || fail "the import is not what it is alone"
echo "held memory  4 readers saw the state before; a second writer was told: $(cat "$folder/second")"

# Writers wait for each other as long as they may; readers see each of their states whole.
cp "$base" "$memory"
writers=() readers=()
for n in 5 6 7; do
  table "$n" 200 >"$folder/$n.tsv"
  "$padan" import "$folder/$n.tsv" --quiet --memory "$memory" 2>"$folder/$n.said" & writers+=($!)
done
for ((n = 0; n < 3; n++)); do
  while [ ! -e "$folder/over" ]; do
    (($(units) % 100 == 0)) || exit 1
    sleep 0.1
  done & readers+=($!)
done
written=0
for n in 5 6 7; do
  found=0
  wait "${writers[n - 5]}" || found=$?
  case $found in
    0) written=$((written + 200)) ;;
    5) grep -q "another process is writing" "$folder/$n.said" || fail "$(cat "$folder/$n.said")" ;;
    *) fail "one of three writers: exit code $found: $(cat "$folder/$n.said")" ;;
  esac
done
touch "$folder/over"
for reader in "${readers[@]}"; do wait "$reader" || fail "a reader saw half an import"; done
[ "$written" -gt 0 ] && [ "$(units)" = $((old + written)) ] || fail "$(units) units, not $old and $written"
expect 0 well "$padan" doctor --check --memory "$memory"
echo "many at once $((written / 200)) of 3 writers done, 3 readers saw whole states only"
