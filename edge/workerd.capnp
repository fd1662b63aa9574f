# The portal on plain workerd: one machine, data on its own disk. Every field is documented in
# node_modules/workerd/workerd.capnp. Ports, folders and the outside addresses are overridden on the command line, and
# text bindings come from environment variables `ANPEI_<name>`. Set all of them, an unused one to nothing: one that is not
# set becomes `null`.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "portal", worker = .portal),
    # The static files of the front end: read only.
    (name = "assets", disk = (path = "dist")),
    # Videos, slips, invoices.
    (name = "files", disk = (path = "data/files", writable = true)),
    # One SQLite file per object.
    (name = "db", disk = (path = "data/db", writable = true)),
    # Each outside party has a service of its own: the default outbound refuses loopback and private addresses, which
    # protects against request forgery, and stays as it is.
    (name = "wechat", external = (address = "localhost:8789", http = ())),
  ],

  sockets = [
    (name = "http", address = "127.0.0.1:8787", http = (), service = "portal"),
    (name = "https", address = "127.0.0.1:8788", service = "portal", https = (
      options = (),
      # Looked up below the --import-path: the data folder.
      tlsOptions = (keypair = (privateKey = embed "/tls/key.pem", certificateChain = embed "/tls/cert.pem")),
    )),
  ],
);

const portal :Workerd.Worker = (
  compatibilityDate = "2026-11-17",

  modules = [
    (name = "index.js", esModule = embed "build/index.js"),
    (name = "index_bg.wasm", wasm = embed "build/index_bg.wasm"),
  ],

  durableObjectNamespaces = [
    # The data hangs on this key: never change it.
    (className = "Institution", uniqueKey = "anpei-institution", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "db"),

  bindings = [
    (name = "INSTITUTION", durableObjectNamespace = "Institution"),
    (name = "ASSETS", service = "assets"),
    (name = "FILES", service = "files"),
    (name = "WECHAT", service = "wechat"),

    # The origins people use, comma separated; the first is the canonical one.
    (name = "PORTAL_ORIGIN", fromEnvironment = "ANPEI_PORTAL_ORIGIN"),
    (name = "WECHAT_AUTHORIZE_BASE", fromEnvironment = "ANPEI_WECHAT_AUTHORIZE_BASE"),
    (name = "WECHAT_API_BASE", fromEnvironment = "ANPEI_WECHAT_API_BASE"),
    # 64 hex digits. Without it no id number can be read again.
    (name = "DATA_KEY", fromEnvironment = "ANPEI_DATA_KEY"),
    (name = "SETUP_TOKEN", fromEnvironment = "ANPEI_SETUP_TOKEN"),
    # Only behind a proxy: the header in which it names the client's address.
    (name = "CLIENT_IP_HEADER", fromEnvironment = "ANPEI_CLIENT_IP_HEADER"),
    (name = "DEMO", fromEnvironment = "ANPEI_DEMO"),
    # "1": a header tells what a page cost, for tests and benchmarks.
    (name = "REPORT_COST", fromEnvironment = "ANPEI_REPORT_COST"),
  ],
);
