/** Stands for your own code. It keeps orders in memory, where yours would write to a table. */
export const accepted = [];

export function accept(tenant, order) {
    if (order === '') {
        throw new Error('an order must not be empty');
    }
    accepted.push(`${tenant}: ${order}`);
}
