// Publishes with amqplib: node publish.js URL QUEUE CODE. The code uses the confirm channel `channel` and the name `queue`.
const amqp = require('amqplib');

const [url, queue, code] = process.argv.slice(2);

async function publish() {
    const connection = await amqp.connect(url);
    const channel = await connection.createConfirmChannel();
    new Function('channel', 'queue', code)(channel, queue);
    await channel.waitForConfirms();
    await connection.close();
}

publish().catch(error => {
    console.error(error);
    process.exitCode = 1;
});
