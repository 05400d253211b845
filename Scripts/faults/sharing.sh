# Several processes at once. An import that reads a pipe holds the memory as long as the pipe is open.

memory=$folder/shared.sqlite
cp "$base" "$memory"
new_sentence="Harga beras ke-7 di pasar nomor 1 naik lagi hari ini."
units() { "$padan" stats --memory "$memory" | awk '$1 == "units" { print $2 }'; }

mkfifo "$folder/pipe"
"$padan" import - --type tsv --quiet --memory "$memory" <"$folder/pipe" & import=$!
exec 3>"$folder/pipe"
head -n 1000 "$folder/1.tsv" >&3
# While it goes on, others write in vain and readers see the state before it.
"$padan" add Satu. One. --memory "$memory" 2>"$folder/second" & second=$!
readers=()
for ((n = 0; n < 4; n++)); do
  {
    "$padan" lookup "$sentence" --memory "$memory" | grep -q "Rice 0 7"
    if "$padan" lookup "$new_sentence" --min 100 --memory "$memory"; then exit 1; fi
    [ "$(units)" = 2000 ]
  } >/dev/null & readers+=($!)
done
for reader in "${readers[@]}"; do wait "$reader" || fail "a reader saw half an import, or nothing"; done
found=0
wait "$second" || found=$?
[ "$found" = 5 ] || fail "a second writer ended with $found while the first went on"
grep -q "$memory: another process is writing" "$folder/second" || fail "$(cat "$folder/second")"
tail -n +1001 "$folder/1.tsv" >&3
exec 3>&-
wait "$import" || fail "the import that others waited for failed"
[ "$(contents "$memory")" = "${after[import]}" ] || fail "the import is not what it is alone"
echo "held memory  4 readers saw the state before; a second writer was told: $(cat "$folder/second")"

# Writers that do not take long wait for each other; readers see each of their states whole.
cp "$base" "$memory"
writers=()
for n in 5 6 7; do
  table "$n" 1000 >"$folder/$n.tsv"
  "$padan" import "$folder/$n.tsv" --quiet --memory "$memory" & writers+=($!)
done
readers=()
for ((n = 0; n < 3; n++)); do
  {
    while [ ! -e "$folder/over" ]; do
      count=$(units)
      case $count in 2000 | 3000 | 4000 | 5000) ;; *) echo "$count units"; exit 1 ;; esac
    done
  } & readers+=($!)
done
for writer in "${writers[@]}"; do wait "$writer" || fail "one of three writers failed"; done
touch "$folder/over"
for reader in "${readers[@]}"; do wait "$reader" || fail "a reader saw half an import"; done
[ "$(units)" = 5000 ] || fail "three writers made $(units) units of 5000"
expect 0 well "$padan" doctor --check --memory "$memory"
echo "many at once 3 writers all done, 3 readers saw whole states only"
