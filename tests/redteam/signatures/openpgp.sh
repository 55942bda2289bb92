#!/bin/sh
# OpenPGP keys for openpgp.md, made anew for each run, without passphrases.
#   openpgp.sh FOLDER     an absolute path that is short enough for gpg's socket
# Writes FOLDER/NAME.asc, the public halves, and FOLDER/gpg, which git signs with: its
# clock stands at $SIGN_DATE, or at the date of the commit or tag that git makes. Exit
# status 77: there is no gpg.
set -eu
command -v gpg >/dev/null || exit 77
folder=$1
mkdir -p -m 700 "$folder/home"
export GNUPGHOME="$folder/home"

# NAME, who it says it is, for how long, made when
key() {
    gpg --batch --quiet --passphrase '' --faked-system-time "$4" \
        --quick-generate-key "$2" ed25519 sign "$3"
    gpg --batch --with-colons --list-keys --faked-system-time "$4" "=$2" |
        sed -n 's/^fpr:*\([^:]*\):/\1/p' | head -n 1 >"$folder/$1.fpr"
}

export_key() {
    gpg --batch --armor --export "$(cat "$folder/$1.fpr")" >"$folder/$1.asc"
}

key ana 'Ana Ruiz <ana@example.org>' never 20250101T000000
key jo 'Jo Park <jo@example.org>' never 20250101T000000
key short 'Jo Park (a year) <jo@example.org>' 1y 20250101T000000
key revoked 'Jo Park (lost) <jo@example.org>' never 20250101T000000
key stranger 'Jo Park (no, a stranger) <jo@example.org>' never 20250101T000000
key alias 'Ana Ruiz (in truth Jo) <ana@example.org>' never 20250101T000000

# A key that signs by a subkey.
key parts 'Jo Park (with a subkey) <jo@example.org>' never 20250101T000000
gpg --batch --quiet --passphrase '' --faked-system-time 20250101T000000 \
    --quick-add-key "$(cat "$folder/parts.fpr")" ed25519 sign never

for name in ana jo short stranger alias parts; do
    export_key $name
done
# What is exported of this one says that it is revoked; the keyring does not know.
export_key revoked
mkdir -m 700 "$folder/other"
gpg --homedir "$folder/other" --batch --quiet --no-autostart --import "$folder/revoked.asc"
sed 's/^:---/---/' "$GNUPGHOME/openpgp-revocs.d/$(cat "$folder/revoked.fpr").rev" |
    gpg --homedir "$folder/other" --batch --quiet --no-autostart --import
gpg --homedir "$folder/other" --batch --no-autostart --armor \
    --export "$(cat "$folder/revoked.fpr")" >"$folder/revoked.asc"

cat >"$folder/gpg" <<'END'
#!/bin/sh
folder=${0%/*}
date=$(echo "${SIGN_DATE:-$GIT_COMMITTER_DATE}" | tr -d ':Z-')
GNUPGHOME="$folder/home" exec gpg --faked-system-time "$date!" "$@"
END
chmod +x "$folder/gpg"
