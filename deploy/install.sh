#!/bin/sh
# From a bare Debian (12 or newer) to a bot that serves, and again after each `git pull`. Run as root from a clone in
# /opt/park-briefs. It asks for the token unless TELEGRAM_BOT_TOKEN is set or /etc/park-briefs/.env is there.
set -eu
umask 022
code=/opt/park-briefs settings=/etc/park-briefs state=/var/lib/park-briefs

here=$(cd "$(dirname "$0")/.." && pwd -P)
[ "$(id -u)" = 0 ] || { echo "run it as root: sudo $0" >&2; exit 1; }
[ "$here" = "$code" ] || { echo "the clone should be in $code, not in $here" >&2; exit 1; }
cd "$code"

echo "1/4 packages of Debian: Python, make, a Chinese font"
missing=
for package in ca-certificates fonts-wqy-microhei make python3-venv util-linux; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
if [ -n "$missing" ]; then
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

echo "2/4 packages of Python, each with its hash (requirements.lock)"
make --no-print-directory --silent .venv/.installed
.venv/bin/python -m compileall -q -j 0 bot parsing playground projects stories storage summaries run_bot.py

echo "3/4 user, settings and folders"
id park-briefs >/dev/null 2>&1 || useradd --system --home-dir "$state" --no-create-home --shell /usr/sbin/nologin park-briefs
install -d -m 0700 -o park-briefs -g park-briefs "$state"
install -d -m 0750 -o root -g park-briefs "$settings"
if [ ! -e "$settings/.env" ]; then
    token=${TELEGRAM_BOT_TOKEN:-}
    if [ -z "$token" ]; then
        # Not as an argument: those are for everybody on the machine to read.
        printf 'The token from @BotFather (it is not shown): '
        [ ! -t 0 ] || { trap 'stty echo' EXIT && trap 'exit 130' INT TERM && stty -echo; }
        read -r token || true
        [ ! -t 0 ] || { stty echo && trap - EXIT INT TERM; }
        echo
    fi
    case $token in
        *[!0-9A-Za-z:_-]* | "" | :* | *:) echo "that is no token: nothing was started" >&2; exit 2 ;;
    esac
    install -m 0640 -o root -g park-briefs /dev/null "$settings/.env.new"
    {
        printf 'TELEGRAM_BOT_TOKEN=%s\n' "$token"
        printf 'DATABASE=%s/parkbriefs.db\n' "$state"
        printf '# All other settings: README.md, Configuration. After a change: systemctl restart park-briefs\n'
        [ -z "${OWNER_IDS:-}" ] || printf 'OWNER_IDS=%s\n' "$OWNER_IDS"
        [ -z "${TELEGRAM_API_URL:-}" ] || printf 'TELEGRAM_API_URL=%s\n' "$TELEGRAM_API_URL"
    } >"$settings/.env.new"
    mv "$settings/.env.new" "$settings/.env" # whole or not there, for the next run
fi
install -m 0755 deploy/park-briefs.sh /usr/local/bin/park-briefs

echo "4/4 the service"
install -m 0644 deploy/park-briefs.service /etc/systemd/system/park-briefs.service
if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl enable --quiet park-briefs
    systemctl restart park-briefs
    systemctl --no-pager --lines 0 status park-briefs
    echo "It serves. Write /id to the bot, put the number into OWNER_IDS in $settings/.env and: systemctl restart park-briefs"
else
    echo "systemd doesn't run here: serve with \`park-briefs serve\`"
fi
