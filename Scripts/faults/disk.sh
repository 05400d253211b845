# A full disk: at one write after the other, and, where one can be mounted, on a small disk.

tried=0
for verb in "${killed[@]}"; do
  for ((part = 0; part < 5; part++)); do
    memory=$folder/full.sqlite
    start "$verb" "$memory"
    found=0
    strike "full:$((1 + part * writes[$verb] / 5))"
    "${struck[@]}" ${command[$verb]} --quiet --memory "$memory" >"$folder/out" 2>&1 || found=$?
    case $found in
      0) [ "$(contents "$memory")" = "${after[$verb]}" ] || fail "$verb on a full disk lost units" ;;
      5)
        grep -q "$memory: the disk" "$folder/out" || fail "a full disk: $(cat "$folder/out")"
        if [ "$verb" = create ]; then
          [ ! -e "$memory" ] || fail "half a memory was left on a full disk"
        else
          expect_untouched "$memory" "$verb on a full disk"
        fi
        ;;
      *) fail "$verb on a full disk: exit code $found: $(cat "$folder/out")" ;;
    esac
    tried=$((tried + 1))
  done
done
echo "full disk    at $tried writes: said, and the memory is as it was"

small=$folder/small
mkdir "$small"
if mount -t tmpfs -o "size=$((2 * $(stat -c %s "$base")))" tmpfs "$small" 2>/dev/null; then
  cp "$base" "$small/m.sqlite"
  table 9 40000 >"$folder/9.tsv"
  expect 5 "the disk is full" "$padan" import "$folder/9.tsv" --memory "$small/m.sqlite"
  expect_untouched "$small/m.sqlite" "a full disk"
  expect 5 "the disk is full" "$padan" backup "$small/copy.sqlite" --memory "$folder/import.sqlite"
  [ ! -e "$small/copy.sqlite" ] || fail "half a backup was left"
  echo "small disk   the same on a file system of twice the memory"
  # A memory appears, or nothing does, however little room there is.
  appeared=0
  for room in $(seq 240 20 640); do
    rm -f "$small/new.sqlite"*
    dd if=/dev/zero of="$small/fill" bs=1k 2>/dev/null || true
    truncate -s "-${room}K" "$small/fill"
    found=0
    "$padan" add Kalimat. Sentence. --quiet --memory "$small/new.sqlite" >"$folder/out" 2>&1 || found=$?
    case $found in
      0) appeared=$((appeared + 1)) ;;
      5) [ -z "$(compgen -G "$small/new.sqlite*")" ] || fail "$room kB: said to fail, and left $(ls "$small")" ;;
      *) fail "$room kB: exit code $found: $(cat "$folder/out")" ;;
    esac
    rm -f "$small/fill"
  done
  rm -f "$small/new.sqlite"*
  echo "small disk   with 240 to 640 kB free, $appeared of 21 new memories appeared, and of the others nothing"
  # A full one can still be read, and copied to another.
  dd if=/dev/zero of="$small/fill" bs=1k 2>/dev/null || true
  [ "$(contents "$small/m.sqlite")" = "$before" ] || fail "a memory on a full disk cannot be read"
  expect 0 copied "$padan" backup "$folder/saved.sqlite" --memory "$small/m.sqlite"
  expect_untouched "$folder/saved.sqlite" "a backup of a full disk"
  expect 5 "the disk" "$padan" add Kalimat. Sentence. --memory "$small/m.sqlite"
  rm "$small/fill"
  expect_untouched "$small/m.sqlite" "a disk without any room"
  umount "$small"
  echo "small disk   without any room: read, copied to another, and as it was"
else
  echo "small disk   not tried: none can be mounted here"
fi

# Limits of the process: on the size of a file, and on the number of open ones.
limited() { (ulimit "$1" "$2" && shift 2 && exec "$@"); }
memory=$folder/limited.sqlite
expect 5 "the disk cannot be read or written" limited -f 8 "$padan" import "$folder/1.tsv" --memory "$memory"
[ -z "$(compgen -G "$memory*")" ] || fail "a limit on files left $(ls "$memory"*)"
cp "$base" "$memory"
for verb in "${verbs[@]}"; do
  expect 5 "the disk cannot be read or written" limited -f 8 "$padan" ${command[$verb]} --memory "$memory"
done
expect_untouched "$memory" "a limit on the size of files"
# Enough for what SQLite keeps beside the memory, and not for the output.
expect 5 "File too large" limited -f 40 "$padan" export --format jsonl --output "$folder/limited.jsonl" --memory "$memory"
for limit in 5 8 12; do
  expect 5 "ulimit -n" limited -n "$limit" "$padan" add a b --memory "$memory"
done
expect_untouched "$memory" "a limit on open files"
echo "limits       on the size and the number of files: said, and the memory is as it was"
