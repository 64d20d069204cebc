"""How gunicorn serves, in the image and in the demonstration; the command says on which port, with how many workers."""

# What the portal writes is for the portal to read.
umask = 0o077
# No address of a visitor, no query (people search for names), no key: regiovisie/discretion.py.
logger_class = "regiovisie.discretion.GunicornLogger"
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s bytes %(M)s ms'
