// Independent receivers for tests/e2e/led_signs.py: what they hear they print, one JSON a line.
//   node receivers.js SACN_UNIVERSES ARTNET_PORT ARTNET_UNIVERSES MODBUS_TTY MODBUS_UNIT
'use strict';
const { Receiver } = require('sacn');
const { dmxnet } = require('dmxnet');
const ModbusRTU = require('modbus-serial');

const [sacnCount, artnetPort, artnetCount, tty, unit] = process.argv.slice(2);
const say = (who, universe, data) => process.stdout.write(JSON.stringify({ who, universe, data }) + '\n');

const universes = Array.from({ length: Number(sacnCount) }, (_, i) => i + 1);
const sacn = new Receiver({ universes, iface: '127.0.0.1', reuseAddr: true });
sacn.on('packet', (packet) => {
  const data = [...packet.payloadAsBuffer];
  say('sacn', packet.universe, data);
});
sacn.on('error', (error) => say('error', 0, String(error)));

const artnet = new dmxnet({ listen: Number(artnetPort), log: { level: 'error' } });
for (let universe = 0; universe < Number(artnetCount); ++universe)
  artnet.newReceiver({ net: 0, subnet: universe >> 4, universe: universe & 15 })
    .on('data', (data) => say('artnet', universe, data));

const registers = new Map();
const modbus = new ModbusRTU.ServerSerial({
  setRegister: (address, value) => {
    registers.set(address, value);
    const text = [...registers.keys()].sort((a, b) => a - b)
      .map((key) => String.fromCharCode(registers.get(key) >> 8, registers.get(key) & 255)).join('');
    say('modbus', address, text);
  },
}, { port: tty, baudRate: 9600, unitID: Number(unit), openOptions: {} });
modbus.on('socketError', (error) => say('error', 0, String(error)));
modbus.on('error', (error) => say('error', 0, String(error)));

const listening = (socket) => new Promise((done) => socket.once('listening', done));
Promise.all([listening(sacn.socket), listening(artnet.listener4), new Promise((done) => modbus.once('initialized', done))])
  .then(() => say('ready', 0, []));
