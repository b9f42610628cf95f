#!/bin/sh
# The command `park-briefs` of an installation: run_bot.py as the service's user, with the service's settings.
set -eu
cd /etc/park-briefs
run="/opt/park-briefs/.venv/bin/python /opt/park-briefs/run_bot.py"
if [ "$(id -u)" = 0 ]; then
    exec setpriv --reuid=park-briefs --regid=park-briefs --clear-groups --no-new-privs \
        env -i PATH=/usr/bin:/bin HOME=/var/lib/park-briefs LANG=C.UTF-8 PYTHONUTF8=1 ${NOTIFY_SOCKET:+NOTIFY_SOCKET="$NOTIFY_SOCKET"} \
        $run "$@"
fi
exec $run "$@"
