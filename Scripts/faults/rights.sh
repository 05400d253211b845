# A file, or a folder, that may not be written, or not even read: root may do everything, so the commands
# are run as another user.

as_other=()
if [ "$(id -u)" -eq 0 ]; then
  as_other=(setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/nonexistent)
fi

guarded=$folder/guarded
memory=$guarded/m.sqlite
for rights in "444 777" "666 555" "444 555"; do
  read -r file_rights folder_rights <<<"$rights"
  rm -rf "$guarded"
  mkdir "$guarded"
  cp "$base" "$memory"
  chmod "$file_rights" "$memory"
  chmod "$folder_rights" "$guarded"
  expect 0 "Rice 0 7" "${as_other[@]}" "$padan" lookup "$sentence" --memory "$memory"
  expect 0 "Rice 0 7" "${as_other[@]}" "$padan" lookup "$sentence" --memory "$memory:read-only"
  expect 0 "\"units\":$old,\"occurrences\"" "${as_other[@]}" "$padan" stats --format json --memory "$memory"
  expect 0 well "${as_other[@]}" "$padan" doctor --check --memory "$memory"
  for verb in "${verbs[@]}"; do
    expect 5 "$memory: the memory cannot be written" \
      "${as_other[@]}" "$padan" ${command[$verb]} --memory "$memory"
  done
  chmod 755 "$guarded"
  expect_untouched "$memory" "a command without rights"
done
chmod 0 "$memory"
expect 5 "$memory: the memory cannot be read" "${as_other[@]}" "$padan" stats --memory "$memory"
echo "read-only    file and folder: read, and refused to be written"
