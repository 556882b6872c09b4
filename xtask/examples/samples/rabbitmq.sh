# A RabbitMQ server on loopback, in a folder of its own: sh rabbitmq.sh PORT
set -eu
data=$PWD/rabbitmq
mkdir "$data"
echo "[]." >"$data/plugins"
export RABBITMQ_NODENAME="examples$1@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$1"
export RABBITMQ_DIST_PORT=$(($1 > 40000 ? $1 - 20000 : $1 + 20000)) ERL_EPMD_ADDRESS=127.0.0.1
export RABBITMQ_MNESIA_BASE="$data" RABBITMQ_LOG_BASE="$data" RABBITMQ_ENABLED_PLUGINS_FILE="$data/plugins"
export RABBITMQ_CONFIG_FILE="$data/none" RABBITMQ_CONF_ENV_FILE="$data/none" RABBITMQ_PID_FILE="$data/pid"
for program in /usr/lib/rabbitmq/bin/rabbitmq-server "$(command -v rabbitmq-server)"; do
  if [ -x "$program" ]; then exec "$program"; fi
done
