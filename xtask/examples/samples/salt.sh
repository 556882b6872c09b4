# A Salt master and the minion web1 on loopback, in a folder of their own: sh salt.sh PORT
set -eu
data=$PWD/salt
mkdir -p "$data/m/s" "$data/n/s"
cat >"$data/m/master" <<END
interface: 127.0.0.1
publish_port: $1
ret_port: $(($1 > 40000 ? $1 - 1 : $1 + 1))
user: $(id -un)
root_dir: $data/m
conf_file: $data/m/master
pki_dir: $data/m/pki
cachedir: $data/m/cache
sock_dir: $data/m/s
pidfile: $data/m/pid
log_file: $data/m/log
auto_accept: true
worker_threads: 2
END
cat >"$data/n/minion" <<END
id: web1
master: 127.0.0.1
publish_port: $1
master_port: $(($1 > 40000 ? $1 - 1 : $1 + 1))
user: $(id -un)
root_dir: $data/n
pki_dir: $data/n/pki
cachedir: $data/n/cache
sock_dir: $data/n/s
pidfile: $data/n/pid
log_file: $data/n/log
END
salt-master --config-dir "$data/m" &
exec salt-minion --config-dir "$data/n"
