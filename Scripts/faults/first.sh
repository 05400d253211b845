# The first moments of a memory: six processes at once make it, or bring an older one up to date. None may
# fail, and what one was told to be added must be there, also where another one is ended in the middle.

fixtures=Tests/PadanMemoryTests/Fixtures
memory=$folder/first.sqlite
article=corpora/articles/bencana-banjir
printf 'beras\trice\n' >"$folder/words.tsv"
for k in 1 2 3; do printf 'Pasangan impor %d.\tImported pair %d.\n' "$k" "$k" >"$folder/first-$k.tsv"; done

# Verbs that make a memory, each with a word of what it brings.
makers=(
  "add Satu_kalimat. One.|Satu_kalimat" "add Dua_kalimat. Two.|Dua_kalimat"
  "import $folder/first-1.tsv|impor 1" "import $folder/first-2.tsv $folder/first-3.tsv|impor 3"
  "align $article.id.txt $article.en.txt --save|Banjir" "lexicon import $folder/words.tsv|"
  "lexicon learn $folder/0.tsv|" "add Tiga_kalimat. Three.|Tiga_kalimat")
# Verbs that use an older memory; the first ones also write.
users=(
  "${makers[@]}" "edit 1 --target Edited|" "approve 1|" "doctor --rebuild-index|" "lookup beras --min 1|"
  "stats|" "export --format tsv|" "doctor --check|" "history|" "imports|" "lexicon export|"
  "backup $folder/first-backup-NUMBER.sqlite|" "doctor --vacuum|")

# Starts six verbs of a list at once, and waits for them. One may be struck; the others must not fail, and
# what they brought must be there.
ran=0 struck_runs=0
six_at_once() {
  local start=$1 fault=$2 k code verb word said=$folder/said pids=()
  local -n list=$3
  rm -f "$memory"* "$folder"/first-backup-*
  if [ "$start" != new ]; then cp "$fixtures/$start.memory" "$memory"; fi
  for k in 0 1 2 3 4 5; do
    verb=${list[(turn + k) % ${#list[@]}]%|*}
    run=("$padan")
    if [ "$k" = 0 ] && [ "$fault" != none ]; then strike "$fault"; run=("${struck[@]}"); fi
    "${run[@]}" ${verb/NUMBER/$k} --memory "$memory" >"$said.$k" 2>&1 & pids[k]=$!
  done
  for k in 0 1 2 3 4 5; do
    IFS='|' read -r verb word <<<"${list[(turn + k) % ${#list[@]}]}"
    code=0
    wait "${pids[k]}" 2>/dev/null || code=$?
    ran=$((ran + 1))
    if [ "$k" = 0 ] && [ "$fault" != none ] && [ "$code" != 0 ]; then struck_runs=$((struck_runs + 1)); continue; fi
    # No match, nothing to undo and the like are answers too.
    [ "$code" -le 1 ] || fail "$start, $fault: $verb: exit code $code: $(cat "$said.$k")"
    [ -z "$word" ] || "$padan" export --format tsv --quiet --memory "$memory" | grep -q "$word" \
      || fail "$start, $fault: $verb was said to be done, and is not there: $(cat "$said.$k")"
  done
  turn=$((turn + 1))
  # The next run on the name takes away what the struck one left.
  "$padan" add Akhir. End. --quiet --memory "$memory"
  expect 0 well "$padan" doctor --check --memory "$memory"
  for left in "$memory"*; do [ "$left" = "$memory" ] || fail "$start, $fault: $left stays"; done
}

turn=0
for ((round = 0; round < rounds; round++)); do
  six_at_once new none makers
  for start in schema-1 schema-6 schema-9; do six_at_once "$start" none users; done
done
echo "first use    $ran commands, six at once, of a new memory and of three older schemas: none failed"

# The same with one of them killed, ended or out of disk at one of its calls.
ran=0
RANDOM=13
for ((round = 0; round < rounds * 4; round++)); do
  faults=(kill term hup full)
  six_at_once new "${faults[round % 4]}:$((1 + RANDOM % 40))" makers
  six_at_once schema-6 "${faults[round % 4]}:$((1 + RANDOM % 200))" makers
done
echo "first use    $ran commands, $struck_runs of them struck at a call: the others lost nothing"
