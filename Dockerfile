# ai-usage-bot as an image: only what runs, as a user without rights, on a file system that it cannot write to.
# Build: docker build -t ai-usage-bot .   Run: compose.yml, or docs/operating.md

FROM node:24.21.0-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24.21.0-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json manifest.yml ./
COPY src ./src
# The embedded database, where no DATABASE_URL is set. A volume that is mounted here takes its owner over.
# Set but empty, as in a copy of .env.example, DATA_DIR is ./data and PORT is 3000.
RUN mkdir /data && chown node:node /data && ln -s /data data
ENV DATA_DIR=/data PORT=3000
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
