# The benchmark's rival on plain workerd: see worker.js.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "rival", worker = .rival),
    (name = "assets", disk = (path = "dist")),
    (name = "db", disk = (path = "db", writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8797", http = (), service = "rival")],
);

const rival :Workerd.Worker = (
  compatibilityDate = "2026-11-17",
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  durableObjectNamespaces = [(className = "Institution", uniqueKey = "anpei-rival", enableSql = true)],
  durableObjectStorage = (localDisk = "db"),
  bindings = [
    (name = "INSTITUTION", durableObjectNamespace = "Institution"),
    (name = "ASSETS", service = "assets"),
  ],
);
