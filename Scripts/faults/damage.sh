# Files that are not whole, bytes that are not what was written, and logs that belong to another state.

memory=$folder/damaged.sqlite
whole=$(stat -c %s "$base")
places="100 511 512 4096 8191 8192 8193 65536 $((whole / 2)) $((whole * 3 / 4)) $((whole - 8192)) $((whole - 1))"
for size in $places; do
  rm -f "$memory"*
  head -c "$size" "$base" >"$memory"
  expect 5 "$memory: " "$padan" lookup "$sentence" --memory "$memory"
  expect 5 "$memory: " "$padan" add a b --memory "$memory"
  [ "$(stat -c %s "$memory")" = "$size" ] || fail "a file cut to $size bytes was changed"
done
echo "cut short    at $(wc -w <<<"$places") places: $(cat "$folder/out")"

# Flips a bit of the byte at a place.
flip() {
  local byte
  byte=$(od -An -tu1 -j "$2" -N 1 "$1")
  printf "$(printf '\\x%02x' $((byte ^ 4)))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}
# The places of a text in the memory: the unit's own row, then its copy in the index.
places_of() { LC_ALL=C grep -aobF -- "$1" "$base" | cut -d: -f1; }

own=$(LC_ALL=C grep -aobF -- "${sentence}Rice" "$base" | cut -d: -f1)
copied=$(places_of "$sentence" | grep -vx "$own")
[ "$(wc -w <<<"$own $copied")" = 2 ] || fail "the unit stands at $own, its copy at $copied"

rm -f "$memory"*
cp "$base" "$memory"
flip "$memory" $((copied + 9))
expect 5 "rebuild-index" "$padan" lookup "$sentence" --memory "$memory"
expect 1 "match index" "$padan" doctor --check --memory "$memory"
expect 0 anew "$padan" doctor --rebuild-index --memory "$memory"
expect_untouched "$memory" "the repair of the index"
expect 0 "Rice 0 7" "$padan" lookup "$sentence" --memory "$memory"

for place in $((own + 9)) $((own + ${#sentence} + 3)); do
  cp "$base" "$memory"
  flip "$memory" "$place"
  expect 1 "other texts than they were written with: 8" "$padan" doctor --check --memory "$memory"
done
echo "flipped bit  in the index found, said and mended; in a unit's two texts found"

# Random bits anywhere: an error, the right answer, or none that the check would not tell of.
RANDOM=11
right=0
said=0
found=0
for ((n = 0; n < 24; n++)); do
  rm -f "$memory"*
  cp "$base" "$memory"
  flip "$memory" $(((RANDOM * 32768 + RANDOM) % whole))
  code=0
  "$padan" lookup "$sentence" --memory "$memory" >"$folder/out" 2>&1 || code=$?
  if [ "$code" = 0 ] && grep -q "Rice 0 7" "$folder/out"; then right=$((right + 1));
  elif [ "$code" = 5 ]; then said=$((said + 1));
  else
    "$padan" doctor --check --memory "$memory" >"$folder/out" 2>&1 && fail "a flipped bit: code $code"
    found=$((found + 1))
  fi
done
echo "flipped bits 24 anywhere: $right right answers, $said errors, $found found by the check only"

# A log that is garbage, one whose end is torn off, one left by a kill, and one of another memory.
fresh() {
  rm -f "$memory"*
  cp "$base" "$memory"
}
fresh
head -c 40000 /dev/urandom >"$memory-wal"
expect_untouched "$memory" "a log of garbage"

cp "$base" "$folder/logged.sqlite"
# The last write of all is to take the log away: killed there, it leaves the log whole.
strike "kill:${writes[import]}"
"${struck[@]}" ${command[import]} --quiet --memory "$folder/logged.sqlite" &
wait $! 2>/dev/null || true
log=$folder/logged.sqlite-wal
[ -s "$log" ] || fail "the kill at the end left no log"
fresh
cp "$log" "$memory-wal"
[ "$(contents "$memory")" = "${after[import]}" ] || fail "a whole log of the same memory was not taken in"
for share in 2 3 5; do
  fresh
  head -c $(($(stat -c %s "$log") / share)) "$log" >"$memory-wal"
  expect_untouched "$memory" "a log without its end"
done
echo "stale log    garbage and half transactions left alone, whole ones taken in"

# A copy put back over a memory whose log was left lying.
table 3 300 >"$folder/3.tsv"
rm -f "$memory"*
"$padan" import "$folder/3.tsv" --quiet --memory "$memory"
cp "$log" "$memory-wal"
expect 1 . "$padan" doctor --check --memory "$memory"
echo "foreign log  found by the check"

fresh
LC_ALL=C sed -i 's/6: import history/6: import futures/g' "$memory"
for verb in "${verbs[@]}"; do
  expect 5 "later version of Padan" "$padan" ${command[$verb]} --memory "$memory"
done
expect 5 "Update Padan" "$padan" lookup "$sentence" --memory "$memory"
expect 5 "Update Padan" "$padan" lookup "$sentence" --memory "$memory:read-only"
echo "newer file   refused: $(cat "$folder/out")"
