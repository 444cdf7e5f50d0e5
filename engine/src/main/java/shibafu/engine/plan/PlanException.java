package shibafu.engine.plan;

import shibafu.engine.ShibafuException;

/// A request that no plan can fulfil, or a plan that does not fit its format.
public final class PlanException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    public PlanException(String message) {
        super(message);
    }
}
