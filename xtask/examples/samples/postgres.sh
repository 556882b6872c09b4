# A PostgreSQL server on loopback, in a folder of its own: sh postgres.sh PORT
# It refuses to be run by root, so then by the user of its Debian package.
set -eu
PATH=$PATH:$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
data=$PWD/postgres
mkdir "$data"
as=""
if [ "$(id -u)" = 0 ]; then
  as="runuser -u postgres --"
  chmod a+x . ..
  chown postgres "$data"
fi
cd "$data"
$as initdb --pgdata=data --username=postgres --auth=trust --no-sync >log
exec $as postgres -D data -p "$1" -k "$data" -c fsync=off
