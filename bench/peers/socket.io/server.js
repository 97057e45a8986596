// What one says in a room is heard by all in it; prints its port once it listens.
const { createServer } = require("node:http");
const { Server } = require("socket.io");

const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false });

io.on("connection", (socket) => {
  const { room } = socket.handshake.query;
  socket.join(room);
  socket.on("chat", (line) => io.to(room).emit("chat", line));
  socket.emit("joined");
});

http.listen(0, "127.0.0.1", () => console.log(http.address().port));
