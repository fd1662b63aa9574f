// The benchmark's rival: what one would write by hand in JavaScript for the same home page. The same object with the
// same tables, the same session check, the same JSON, the same words and headers; nothing else. No logs, no framework.

import { DurableObject } from "cloudflare:workers";

const HEADERS = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
};
const STRICTEST = "default-src 'none'; frame-ancestors 'none'";

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (request.method === "POST" && pathname === "/seed") {
      await institution(env).seed(await request.json());
      return new Response(null, { status: 204 });
    }
    if (pathname === "/api/home") {
      const home = await institution(env).home(await session(request), false);
      return home ? json(request, home.answer, 200) : problem(request, "sign_in_required", 401);
    }
    if (pathname === "/") {
      const home = await institution(env).home(await session(request), true);
      return home ? page(request, env, home) : problem(request, "sign_in_required", 401);
    }
    return problem(request, "not_found", 404);
  },
};

function institution(env) {
  return env.INSTITUTION.get(env.INSTITUTION.idFromName("institution"));
}

// Only the hash of a session's token is stored.
async function session(request) {
  const token = /(?:^|;\s*)__Host-session=([^;]+)/.exec(request.headers.get("cookie") ?? "")?.[1];
  if (!token) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function encoding(request) {
  const accepted = request.headers.get("accept-encoding") ?? "";
  // As the portal: brotli would be smaller and slower, and then two choices would be compared instead of two programs.
  return /\bgzip\b/.test(accepted) ? { "content-encoding": "gzip" } : /\bbr\b/.test(accepted) ? { "content-encoding": "br" } : {};
}

function json(request, text, status, type = "application/json") {
  const headers = { ...HEADERS, ...encoding(request), "content-type": type, "content-security-policy": STRICTEST };
  headers["vary"] = "accept-encoding, cookie";
  headers["x-request-id"] = hex(8);
  return new Response(text, { status, headers });
}

function problem(request, code, status) {
  return json(request, JSON.stringify({ status, code, fields: [] }), status, "application/problem+json");
}

function hex(bytes) {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// ---- the object

export class Institution extends DurableObject {
  constructor(state, env) {
    super(state, env);
    this.sql = state.storage.sql;
  }

  seed({ schema, rows }) {
    for (const statement of schema) this.sql.exec(statement);
    for (const [table, values] of rows) {
      for (const row of values) this.sql.exec(`insert into ${table} values (${row.map(() => "?").join(", ")})`, ...row);
    }
  }

  home(tokenHash, withSite) {
    const [caller] = this.sql.exec(
      `select s.openid, s.trainee_id as id, t.name from sessions s join trainees t on t.id = s.trainee_id
       where s.token_hash = ? and s.expires_at > ?`,
      tokenHash,
      Date.now(),
    );
    if (!caller) return null;
    const switchable = this.sql
      .exec(
        `select t.id, t.name from bindings b join trainees t on t.id = b.trainee_id where b.openid = ? order by t.name, t.id`,
        caller.openid,
      )
      .toArray();
    const stages = (this.stages ??= this.sql.exec("select * from stages order by position").toArray().map(stage));
    const enrolments = this.sql
      .exec(
        `select e.id, c.name as course, c.kind, k.code as class_code, k.starts_on, k.ends_on, k.place, e.fee, e.paid, e.stage
         from enrolments e join classes k on k.id = e.class_id join courses c on c.id = k.course_id
         where e.trainee_id = ? order by e.id desc limit 50`,
        caller.id,
      )
      .toArray()
      .map((row) => card(row, stages));
    const answer = JSON.stringify({ trainee: { id: caller.id, name: caller.name }, switchable, enrolments });
    if (!withSite) return { answer };
    this.site ??= this.sql.exec("select name, phone, address, icp from institution where id = 1").one();
    return { answer, site: this.site };
  }
}

function stage(row) {
  const text = (zh, en) => (en ? { zh, en } : { zh });
  return {
    position: row.position,
    name: text(row.label, row.name_en),
    meaning: text(row.meaning_zh, row.meaning_en),
    todo: text(row.todo_zh, row.todo_en),
  };
}

function card(row, stages) {
  const stage = stages[row.stage];
  const remaining = row.fee - row.paid;
  const next_step =
    remaining > 0 ? { pay: { remaining } } : stage.todo.zh ? { follow: { todo: stage.todo } } : { wait: { meaning: stage.meaning } };
  return {
    id: row.id,
    course: row.course,
    kind: row.kind,
    class_code: row.class_code,
    starts_on: row.starts_on,
    ends_on: row.ends_on,
    place: row.place,
    dues: { due: row.fee, paid: row.paid },
    progress: { stage, total: stages.length },
    next_step,
  };
}

// ---- the page

const KINDS = { initial: "初训", review: "复审", renewal: "换证", retraining: "再培训" };
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text) => text.replace(/[&<>"]/g, (found) => ENTITIES[found]);
let template;

async function page(request, env, { answer, site }) {
  template ??= await (await env.ASSETS.fetch("http://assets/index.html")).text();
  const nonce = hex(16);
  const preload = { lang: "zh", path: "/", site: { ...site, demo: false }, form_key: hex(16), answer: { key: "enrolments.get_home {}", ok: JSON.parse(answer) } };
  const marks = {
    __LANG__: "zh-CN",
    __NONCE__: nonce,
    __TITLE__: escape(site.name),
    "<!--anpei-body-->": body(preload.answer.ok, site, preload.form_key),
    "<!--anpei-preload-->": `<script type="application/json" id="preload">${JSON.stringify(preload).replaceAll("<", "\\u003c")}</script>`,
  };
  const html = template.replace(/__LANG__|__NONCE__|__TITLE__|<!--anpei-(?:body|preload)-->/g, (mark) => marks[mark]);
  const policy =
    `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-${nonce}'; style-src 'self'; img-src 'self' data: blob:; ` +
    `connect-src 'self'; media-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
  const headers = { ...HEADERS, ...encoding(request), "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
  headers["vary"] = "accept-encoding, accept-language, cookie";
  headers["content-language"] = "zh-CN";
  headers["x-request-id"] = hex(8);
  return new Response(html, { headers });
}

function body(home, site, key) {
  const cards = home.enrolments.map(cardHtml).join("");
  return `<div class="page"><a class="skip" href="#main">跳到正文</a><header class="page-head"><div class="page-in"><a href="/" class="page-name">${escape(site.name)}</a><form class="form" method="post" action="/language"><input type="hidden" name="back" value="/"><button type="submit" class="btn btn-quiet" name="lang" value="en" lang="en">English</button></form><nav class="nav" aria-label="页面导航"><a href="/" aria-current="page">我的报名</a><a href="/me">我的信息</a></nav></div></header><main id="main" class="page-main page-in stack" tabindex="-1"><h1>${escape(home.trainee.name)}的报名</h1>${switcher(home, key)}${cards}</main>${footer(site)}</div>`;
}

function switcher(home, key) {
  if (home.switchable.length < 2) return "";
  const buttons = home.switchable.map(
    ({ id, name }) => `<button type="submit" class="btn" name="trainee_id" value="${id}"${id === home.trainee.id ? ' aria-current="true"' : ""}>${escape(name)}</button>`,
  );
  return `<section aria-label="切换学员"><p class="muted">这个微信绑定了几位学员，点名字切换。</p><form class="form" method="post" action="/switch"><input type="hidden" name="idempotency_key" value="${key}"><div class="btn-row">${buttons.join("")}</div></form></section>`;
}

function cardHtml(card) {
  const step = card.progress.stage.position + 1;
  const dates = card.starts_on ? `<p class="muted">${dateRange(card.starts_on, card.ends_on)}</p>` : "";
  return `<section class="card"><div class="card-head"><h2>${escape(card.course)}</h2><p class="tags"><span class="tag tag-info">${KINDS[card.kind]}</span><span>班次 ${escape(card.class_code)}</span></p>${dates}</div>${todo(card)}${fee(card.dues)}<div><div class="line" aria-hidden="true">${bars(step, card.progress.total)}</div><p><span class="muted">第 ${step} 步，共 ${card.progress.total} 步：</span><span class="line-name">${escape(card.progress.stage.name.zh)}</span></p></div><a href="/enrolments/${card.id}" class="cell-link"><span>查看详情</span></a></section>`;
}

function bars(step, total) {
  let html = "";
  for (let number = 1; number <= total; number++) {
    html += number < step || step === total ? '<i class="done"></i>' : number === step ? '<i class="now"></i>' : "<i></i>";
  }
  return html;
}

function todo({ next_step, dues, progress }) {
  const line = (mood, label, text) => `<p class="${mood}"><span class="todo-label">${label}</span>${escape(text)}</p>`;
  if (next_step.pay) {
    const what = dues.paid > 0 ? "请补缴余款" : "请缴纳培训费";
    return line("todo todo-act", "现在要做", `${what} ${money(next_step.pay.remaining)}。怎样缴费，请打电话问我们。`);
  }
  if (next_step.follow) return line("todo todo-act", "现在要做", next_step.follow.todo.zh);
  const done = progress.stage.position + 1 === progress.total;
  return line(done ? "todo todo-done" : "todo", done ? "全部办完" : "现在不用做什么，请等待", next_step.wait.meaning.zh);
}

function fee({ due, paid }) {
  if (due === 0) return `<div><p class="sum-state sum-settled">无需缴费</p></div>`;
  const settled = paid >= due;
  const words = settled ? "已缴清" : paid === 0 ? "尚未缴费" : `还差 ${money(due - paid)}`;
  return `<div><p class="sum-state ${settled ? "sum-settled" : "sum-owing"}">${words}</p><p class="parts"><span class="money">应缴 ${money(due)}</span><span class="money">已缴 ${money(paid)}</span></p></div>`;
}

function money(fen) {
  const yuan = Math.floor(fen / 100).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `¥${yuan}.${(fen % 100).toString().padStart(2, "0")}`;
}

function day(text, withYear) {
  const [year, month, date] = text.split("-").map(Number);
  return `<time datetime="${text}" class="nowrap">${withYear ? `${year}年` : ""}${month}月${date}日</time>`;
}

function dateRange(from, to) {
  return to && to !== from ? `${day(from, true)} 至 ${day(to, from.slice(0, 4) !== to.slice(0, 4))}` : day(from, true);
}

function footer(site) {
  const phone = site.phone ? `<p><a href="tel:${site.phone.replace(/[^\d+-]/g, "")}">拨打电话 ${escape(site.phone)}</a></p>` : "";
  const address = site.address ? `<p>地址：${escape(site.address)}</p>` : "";
  const icp = site.icp ? `<p><a href="https://beian.miit.gov.cn/" rel="noreferrer">${escape(site.icp)}</a></p>` : "";
  return `<footer class="page-foot"><div class="page-in">${phone}${address}<p><a href="/privacy">个人信息保护告知</a></p>${icp}</div></footer>`;
}
