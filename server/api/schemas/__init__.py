"""The shapes of requests and answers: they validate, and the API's description is made from them."""
