"""A room: what a hall believes, asked on the wall and answered from phones."""
