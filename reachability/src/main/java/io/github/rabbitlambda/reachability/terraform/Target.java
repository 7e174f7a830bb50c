package io.github.rabbitlambda.reachability.terraform;

/**
 * An attribute of a resource instance that an expression refers to.
 *
 * @param attribute empty where the plan doesn't tell it: a splat, or an index that is an expression
 */
record Target(Instance instance, String attribute) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Target that && instance.address().equals(that.instance.address())
                && attribute.equals(that.attribute);
    }

    @Override
    public int hashCode() {
        return instance.address().hashCode();
    }
}
