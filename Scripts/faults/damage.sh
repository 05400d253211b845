# Files that are not whole, bytes that are not what was written, and logs that belong to another state.

memory=$folder/damaged.sqlite
whole=$(stat -c %s "$base")
places="100 511 512 4096 8191 8192 8193 65536 $((whole / 2)) $((whole * 3 / 4)) $((whole - 8192))"
for size in $places; do
  rm -f "$memory"*
  head -c "$size" "$base" >"$memory"
  expect 5 "$memory: " "$padan" lookup "$sentence" --memory "$memory"
  expect 5 "$memory: " "$padan" add a b --memory "$memory"
  [ "$(stat -c %s "$memory")" = "$size" ] || fail "a file cut to $size bytes was changed"
done
echo "cut short    at $(wc -w <<<"$places") places: $(cat "$folder/out")"

# Within the last page, which SQLite fills up with zeros: all is there, or the check finds what is not.
for size in $((whole - 5000)) $((whole - 1)); do
  rm -f "$memory"*
  head -c "$size" "$base" >"$memory"
  if "$padan" lookup "$sentence" --memory "$memory" >"$folder/out" 2>&1; then
    grep -q "Rice 0 7" "$folder/out" || fail "a file cut to $size bytes: a wrong answer"
  fi
  if "$padan" doctor --check --quiet --memory "$memory" >"$folder/out"; then
    expect_untouched "$memory" "a file cut to $size bytes, which the check thinks well of,"
  fi
done

# Flips a bit of the bytes at some places.
flip() {
  local file=$1 place byte
  for place in "${@:2}"; do
    byte=$(od -An -tu1 -j "$place" -N 1 "$file")
    printf "$(printf '\\x%02x' $((byte ^ 4)))" | dd of="$file" bs=1 seek="$place" conv=notrunc status=none
  done
}
# Makes the memory anew, with a bit flipped so far behind each place where a text stands.
flip_behind() {
  local text=$1 distance=$2 place places=()
  fresh
  for place in $(LC_ALL=C grep -aobF -- "$text" "$base" | cut -d: -f1); do
    places+=($((place + distance)))
  done
  [ ${#places[@]} -gt 0 ] || fail "$text does not stand in the memory"
  flip "$memory" "${places[@]}"
}
fresh() {
  rm -f "$memory"*
  cp "$base" "$memory"
}

# The index has the letters of 64 sentences side by side: “Ha” again and again, then “rg”.
fresh
# A page that is free may hold them too.
rows=$(LC_ALL=C grep -aobP '\x1f{32}\xc5{32}' "$base" | cut -d: -f1)
[ -n "$rows" ] || fail "the letters of $sentence do not stand in the index"
# shellcheck disable=SC2086
flip "$memory" $rows
expect 5 "rebuild-index" "$padan" lookup "$sentence" --memory "$memory"
expect 1 "match index" "$padan" doctor --check --memory "$memory"
expect 0 anew "$padan" doctor --rebuild-index --memory "$memory"
expect_untouched "$memory" "the repair of the index"
expect 0 "Rice 0 7" "$padan" lookup "$sentence" --memory "$memory"

for distance in 9 $((${#sentence} + 3)); do
  flip_behind "${sentence}Rice" "$distance"
  expect 1 "other texts than they were written with, 1: 8" "$padan" doctor --check --memory "$memory"
done
echo "flipped bit  in the index found, said and mended; in a unit's two texts found"

# Random bits anywhere: an error, the right answer, or none that the check would not tell of.
RANDOM=11
right=0
said=0
found=0
for ((n = 0; n < 24; n++)); do
  fresh
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

# A log that is garbage, one left by a kill, one whose end is torn off, and one of another memory.
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
if "$padan" doctor --check --memory "$memory" >"$folder/out" 2>&1; then
  fail "a log of another memory went unseen"
fi
echo "foreign log  found by the check"

fresh
LC_ALL=C sed -i 's/6: import history/6: import futures/g' "$memory"
for verb in "${verbs[@]}"; do
  expect 5 "later version of Padan" "$padan" ${command[$verb]} --memory "$memory"
done
expect 5 "Update Padan" "$padan" lookup "$sentence" --memory "$memory"
expect 5 "Update Padan" "$padan" lookup "$sentence" --memory "$memory:read-only"
echo "newer file   refused: $(cat "$folder/out")"
