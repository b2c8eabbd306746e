using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace RaceModel.Checks.Explorer;

/// <summary>
/// Lets only the explorer's own page call the explorer. Another site's page reaches a loopback port too: directly, with its own
/// <c>Origin</c> or <c>Sec-Fetch-Site</c>; or through a name of its own that leads to loopback (DNS rebinding), with that <c>Host</c>.
/// What a request does needs the token besides, which only the page itself has been given.
/// </summary>
internal sealed class LoopbackGuard(int port)
{
    public const string TokenHeader = "X-RaceModel-Token";

    private readonly string[] _hosts = [$"127.0.0.1:{port}", $"localhost:{port}", $"[::1]:{port}"];

    /// <summary>A secret of this run.</summary>
    public string Token { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Why a request is not answered; null if it is.</summary>
    public string? FindReasonToRefuse(HttpRequest request)
    {
        if (!_hosts.Contains(request.Host.Value)) return $"the host is not {_hosts[0]}";
        if (request.Headers.Origin is [var origin, ..] && origin != $"http://{request.Host.Value}") return "another origin is calling";
        if (request.Headers["Sec-Fetch-Site"] is [var site, ..] && site is not ("same-origin" or "none") && !IsFollowedLink(request))
            return "another site is calling";
        return HttpMethods.IsGet(request.Method) || HasToken(request) ? null : $"the header {TokenHeader} is missing or wrong: load the page again";
    }

    // A link in a bug tracker or a mail may lead to the page; a frame or a script of another site may not.
    private static bool IsFollowedLink(HttpRequest request) => HttpMethods.IsGet(request.Method)
        && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";

    private bool HasToken(HttpRequest request) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers[TokenHeader].ToString()), Encoding.UTF8.GetBytes(Token));
}
