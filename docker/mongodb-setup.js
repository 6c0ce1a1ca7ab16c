// Makes three servers a replica set with a user for Portico; may run again and again. For mongosh.
const { MONGODB_ROOT_PASSWORD, MONGODB_PASSWORD } = process.env;
const members = ['mongodb-1', 'mongodb-2', 'mongodb-3'].map((name, id) => ({ _id: id, host: `${name}:27017` }));

const connect = (query) =>
  new Mongo(`mongodb://root:${encodeURIComponent(MONGODB_ROOT_PASSWORD)}@${query}&authSource=admin`);

const first = connect('mongodb-1/?directConnection=true').getDB('admin');
const status = first.runCommand({ replSetGetStatus: 1 });
if (status.codeName === 'NotYetInitialized') {
  const made = first.runCommand({ replSetInitiate: { _id: 'portico', members } });
  if (made.ok !== 1) throw new Error(made.errmsg);
} else if (status.ok !== 1) throw new Error(status.errmsg);

// Waits for a primary.
const database = connect('mongodb-1,mongodb-2,mongodb-3/?replicaSet=portico&w=majority').getDB('portico');
const user = { pwd: MONGODB_PASSWORD, roles: [{ role: 'readWrite', db: 'portico' }] };
if (database.getUser('portico')) database.updateUser('portico', user);
else database.createUser({ user: 'portico', ...user });
