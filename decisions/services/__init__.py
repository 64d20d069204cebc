"""What people do with decisions and promises: each verb is one line of history."""
