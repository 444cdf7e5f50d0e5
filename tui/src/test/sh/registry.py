"""Registries that misbehave, for registry.sh: registry.py KIND UPSTREAM [...] prints the port it listens on.

breaking UPSTREAM LOG   passes requests on, and breaks every other transfer of a blob off in its middle; LOG gets the Range
                        of each request for a large blob
stuck UPSTREAM LOG      the same, but falls silent in the middle of every large blob
lying UPSTREAM          passes requests on, and changes a byte of each blob
tokens UPSTREAM USER:PASSWORD   wants a Bearer token, which it gives at /token: to pull to anybody, to push to that user
"""

import base64
import http.client
import http.server
import json
import socketserver
import sys
import time
import urllib.parse

kind, upstream = sys.argv[1], sys.argv[2]
blobs = 0


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def token(self):
        url = urllib.parse.urlparse(self.path)
        scopes = urllib.parse.parse_qs(url.query).get("scope", [])
        given = self.headers.get("Authorization", "")
        wanted = "Basic " + base64.b64encode(sys.argv[3].encode()).decode()
        if given and given != wanted:
            return self.answer(401, [], b'{"details": "incorrect username or password"}')
        grants = "push" if given else "pull"
        self.answer(200, [("Content-Type", "application/json")], json.dumps({"token": grants + "-" + "+".join(s.split(":")[1] for s in scopes)}).encode())

    def may(self):
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        reads = self.command in ("GET", "HEAD") and "/uploads/" not in self.path
        repository = self.path.split("/v2/")[1].split("/blobs/")[0].split("/manifests/")[0]
        grants, _, repositories = token.partition("-")
        if repository in repositories.split("+") and (grants == "push" or reads):
            return True
        port = self.server.server_address[1]
        challenge = 'Bearer realm="http://127.0.0.1:%d/token",service="test",scope="repository:%s:pull"' % (port, repository)
        self.answer(401, [("WWW-Authenticate", challenge)], b'{"errors": [{"code": "UNAUTHORIZED", "message": "authentication required"}]}')
        return False

    def relay(self):
        global blobs
        length = int(self.headers.get("Content-Length") or 0)
        sent = self.rfile.read(length)
        if kind == "tokens":
            if self.path.startswith("/token"):
                return self.token()
            if self.path != "/v2/" and not self.may():
                return None
        connection = http.client.HTTPConnection(upstream)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in ("authorization", "content-length", "connection")}
        if sent or self.command in ("POST", "PUT", "PATCH"):
            headers["Content-Length"] = str(length)
        connection.request(self.command, self.path, sent, headers)
        response = connection.getresponse()
        body = response.read()
        headers = [(k, v) for k, v in response.getheaders() if k.lower() not in ("content-length", "transfer-encoding", "connection", "date")]
        if self.command == "GET" and "/blobs/sha256:" in self.path:
            if kind == "lying":
                body = body[:-1] + bytes([body[-1] ^ 1])
            if kind in ("breaking", "stuck") and len(body) > 1000:
                with open(sys.argv[3], "a") as log:
                    log.write((self.headers.get("Range") or "all") + "\n")
                blobs += 1
                if blobs % 2 == 1 or kind == "stuck":
                    self.send_response(response.status)
                    for name, value in headers:
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body[: len(body) // 2])
                    self.wfile.flush()
                    if kind == "stuck":
                        time.sleep(600)
                    self.close_connection = True
                    return None
        if self.command == "HEAD":
            headers.append(("Content-Length", response.getheader("Content-Length") or "0"))
            self.send_response(response.status)
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            return None
        self.answer(response.status, headers, body)
        return None

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = relay


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


server = Server(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
